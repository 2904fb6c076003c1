"""What became of letters: attempts, suppressed addresses, bounces."""
