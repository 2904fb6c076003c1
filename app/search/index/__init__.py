"""Keeping the index: its words, its filters, making it again."""
