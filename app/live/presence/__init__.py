"""Who reads along, and who is typing."""
