"""Notices: who is told of what, why, and whether they have read it."""
