"""What is asked about articles."""
