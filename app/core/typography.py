"""Sentences on a page: where no line ends, and which words keep a direction of their own."""

import re

_BEFORE_THIN = re.compile(r"(?<!\s) (?=[;!?])")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Blocks of Hebrew, Arabic and other letters that are written so. Source: Unicode, Blocks.txt."""
_BEFORE_WIDE = re.compile(r"(?<!\s) (?=[:»])|(?<=«) (?!\s)")


def spaced(words: str) -> str:
    """Return words with no-break spaces where French typography puts a space.

    Only spaces become other spaces: what was written without one stays so.
    """
    return _BEFORE_WIDE.sub("\u00a0", _BEFORE_THIN.sub("\u202f", words))


def isolated(value: object) -> object:
    """Return words written from right to left so that the sentence around them keeps its order.

    Source: Unicode UAX #9, 2.7: first strong isolate, pop directional isolate.
    """
    is_turned = isinstance(value, str) and _RIGHT_TO_LEFT.search(value)
    return f"\u2068{value}\u2069" if is_turned else value
