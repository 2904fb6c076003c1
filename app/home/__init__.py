"""Pages composed from many rooms, and what the house says of itself."""
