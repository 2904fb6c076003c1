"""Web processes and what they tell each other."""
