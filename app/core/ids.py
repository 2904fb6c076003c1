"""Ids as people and addresses write them."""

ID_DIGITS = 18
"""Digits of the largest id that is asked for: 64 bits hold one more."""


def is_id(text: str) -> bool:
    """Tell whether the text is a plain number that fits a column."""
    return text.isascii() and text.isdigit() and len(text) <= ID_DIGITS
