"""Threads: questions and discussions, their answers and replies, and what was solved."""
