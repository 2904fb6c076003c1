"""The participatory blog. Its place in the house is kept; nothing lives here yet."""
