"""What browsers watch, by which right, and how they lose it."""
