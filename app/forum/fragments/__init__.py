"""Kept HTML of the room: posts, and the rows of lists of threads."""
