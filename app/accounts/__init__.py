"""People: who they are, how they sign in, whom they will not hear."""
