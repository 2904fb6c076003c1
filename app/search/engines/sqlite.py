"""FTS5. Source: https://www.sqlite.org/fts5.html, query syntax."""

from collections.abc import Sequence

from app.search.shapes import Phrase

_NEWEST = """
SELECT rowid AS id FROM search_words WHERE search_words MATCH :sought
ORDER BY rowid DESC LIMIT :most
"""


def newest(*, in_title: bool) -> str:
    """Return SQL for the ids of the newest entries that hold `:sought`, at most `:most`."""
    return _NEWEST.replace("search_words", "search_titles") if in_title else _NEWEST


def matching(sought: Sequence[Sequence[Phrase]], *, stretch: range | None) -> str:  # noqa: ARG001 - this index knows by itself which are the newest
    """Return what is sought as an FTS5 expression."""
    return " AND ".join(f"({' OR '.join(map(_quoted, either))})" for either in sought)


def _quoted(stems: Phrase) -> str:
    """Return words that FTS5 reads as words, whatever is in them."""
    return '"' + " ".join(stems).replace('"', "") + '"'
