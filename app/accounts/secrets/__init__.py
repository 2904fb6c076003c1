"""What opens an account: passwords, how easily they are guessed, tokens."""
