"""The kinds of notices that rooms register, and their words."""
