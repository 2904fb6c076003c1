"""What entries are filtered by, written as words of the index that nobody can type.

The index joins them with the words that are looked for, so that a search in one small group
costs what the group is worth, and not what the site is.
"""

from app.core.audiences import Audience
from app.search.shapes import Entry, Narrowing

SOLVED = "=solved"


def marks_of(entry: Entry) -> str:
    """Return the marks of an entry."""
    known = [_kind(entry.kind), _subject(entry.ref.kind), _audience(entry.audience)]
    if entry.author_id is not None:
        known.append(_author(entry.author_id))
    if entry.is_solved:
        known.append(SOLVED)
    return " ".join(known)


def asked_marks(narrowing: Narrowing) -> list[tuple[str, ...]]:
    """Return the marks that entries must have: one of each tuple."""
    asked: list[tuple[str, ...]] = []
    if narrowing.audience is not None:
        asked.append((_audience(narrowing.audience),))
    if narrowing.kinds:
        asked.append(tuple(_kind(kind) for kind in narrowing.kinds))
    if narrowing.author_id is not None:
        asked.append((_author(narrowing.author_id),))
    if narrowing.is_solved:
        asked.append((SOLVED,))
    return asked


def _audience(audience: Audience) -> str:
    return f"=r{_plain(str(audience))}"


def _author(account_id: int) -> str:
    return f"=a{account_id}"


def _kind(kind: str) -> str:
    return f"=k{_plain(kind)}"


def _subject(kind: str) -> str:
    return f"=s{_plain(kind)}"


def _plain(word: str) -> str:
    """Return letters and digits only, which both databases keep whole."""
    return "".join(char for char in word.lower() if char.isascii() and char.isalnum())
