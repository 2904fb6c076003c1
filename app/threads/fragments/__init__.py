"""Kept HTML of posts."""
