"""The rendering process as the application sees it."""
