"""Tests of the `text` room. None needs the application."""
