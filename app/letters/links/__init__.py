"""Links in letters that need no sign-in."""
