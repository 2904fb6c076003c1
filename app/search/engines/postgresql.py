"""Full text of PostgreSQL. Source: its manual, chapters 8.11, 12.3 and 66.4.

Its index does not know which entries are the newest: to sort them it would fetch all that match.
So entries carry the stretch of ids they stand in as a word of the index, and of a word that is
expected too often only the newest stretches are asked.
"""

from collections.abc import Sequence

from app.search.models import STRETCHES
from app.search.shapes import Phrase

_MARKS = 6
"""Of stretches that are asked together."""
_NEWEST = """
WITH found AS MATERIALIZED (SELECT id FROM search_entries WHERE words @@ CAST(:sought AS tsquery))
SELECT id FROM found ORDER BY id DESC LIMIT :most
"""
"""Materialized, so that it never goes by way of the ids."""


def newest(*, in_title: bool) -> str:
    """Return SQL for the ids of the newest entries that hold `:sought`, at most `:most`."""
    return _NEWEST.replace("words @@", "title_vector @@") if in_title else _NEWEST


def matching(sought: Sequence[Sequence[Phrase]], *, stretch: range | None) -> str:
    """Return what is sought as a `tsquery`."""
    words = " & ".join(f"({' | '.join(map(_phrase, either))})" for either in sought)
    return words if stretch is None else words + _window(stretch)


def _window(stretch: range) -> str:
    """Return the marks that ids of a stretch bear; nothing where they are too many to be asked.

    One more than is needed: entries that were written since the last count are the newest.
    """
    for mark, size in STRETCHES.items():
        marks = range(stretch.start // size, stretch.stop // size + 2)
        if len(marks) <= _MARKS and marks.start:
            return " & (" + " | ".join(f"'{mark}{number}'" for number in marks) + ")"
    return ""


def _phrase(stems: Phrase) -> str:
    """Return words side by side."""
    return "(" + " <-> ".join(map(_quoted, stems)) + ")"


def _quoted(word: str) -> str:
    """Return a word that PostgreSQL reads as a word, whatever is in it."""
    return "'" + word.replace("'", "").replace("\\", "") + "'"
