"""Who is told of what, and why: the precedence and what it is decided from."""
