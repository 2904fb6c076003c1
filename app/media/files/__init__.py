"""Files on disk, and pictures made harmless."""
