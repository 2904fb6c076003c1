"""Names that look alike: one skeleton for all of them.

Source: Unicode UTS #39 §4. The data is that of `confusable_homoglyphs`, which lists for each
character those it may be taken for; the one that all others of a set may be taken for stands for
the set.
"""

import unicodedata
from functools import cache

from confusable_homoglyphs.confusables import confusables_data

_MARKS = "\u200e"
"""Put by the data around what is written from right to left."""
_READ_AS_ONE = {"i": "l"}
"""Whoever writes 1 means now one, now the other."""
_SMALL_CAPITAL = "LATIN LETTER SMALL CAPITAL "
"""How Unicode calls letters such as "\u1d0d", which the data takes for no other."""


def skeleton(text: str) -> str:
    """Return what a name looks like: equal for two names that one takes for each other.

    Without case, accents, blanks or punctuation; of use for comparing only.
    """
    return _letters(_drawn(_letters(text)))


def skeletons(text: str) -> frozenset[str]:
    """Return the skeletons of a name as it is written, and written small.

    They differ where a capital looks like another letter: `IÉquipe` is no `lequipe` when small.
    """
    return frozenset({skeleton(text), skeleton(_drawn(text))})


def _drawn(text: str) -> str:
    """Return the text with each letter replaced by the one it looks like."""
    large = "".join(map(_large, unicodedata.normalize("NFKD", text)))
    drawn = "".join(_prototypes().get(char, char) for char in large)
    return "".join(_READ_AS_ONE.get(char, char) for char in drawn)


def _large(char: str) -> str:
    """Return the capital that a small capital is; any other character as it is."""
    called = unicodedata.name(char, "")
    letter = called.removeprefix(_SMALL_CAPITAL)
    return letter if letter != called and len(letter) == 1 else char


def _letters(text: str) -> str:
    """Return letters and digits only, small, without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if char.isalnum())


@cache
def _prototypes() -> dict[str, str]:
    """Return, for each character that may be taken for another, the one its set is known by."""
    alike = {
        char.strip(_MARKS): {one["c"].strip(_MARKS) for one in others}
        for char, others in confusables_data.items()
    }

    def weight(char: str) -> tuple[int, int, str]:
        return len(alike.get(char, ())), len(char), char

    centres = {char: max(others, key=weight) for char, others in alike.items() if len(char) == 1}
    return {char: centre for char, centre in centres.items() if weight(centre) > weight(char)}
