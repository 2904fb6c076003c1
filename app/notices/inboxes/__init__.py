"""The inbox of each person: its lock, its numbers, its groups of notices."""
