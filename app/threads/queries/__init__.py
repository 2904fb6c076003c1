"""Questions about threads and posts."""
