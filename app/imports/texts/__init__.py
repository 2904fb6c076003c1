"""Texts of a dump made ready to be posts."""
