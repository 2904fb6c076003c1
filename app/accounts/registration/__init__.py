"""Opening an account on the way."""
