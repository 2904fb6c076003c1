"""FTS5. Source: https://www.sqlite.org/fts5.html, query syntax and bm25()."""

from collections.abc import Iterable
from itertools import combinations

import sqlalchemy as sa

from app.search.engines.beginnings import whole_stems
from app.search.engines.scored import SCORED, Candidates
from app.search.models import SearchEntry
from app.search.shapes import Term, Wanted

_WORDS = sa.table("search_words", sa.column("rowid", sa.BigInteger))
_TITLES = sa.table("search_titles", sa.column("rowid", sa.BigInteger))
_WEIGHTS = (6.0, 1.0, 0.0)
"""Of the columns of `search_words`: title, text, marks."""
_TITLE_WEIGHTS = (2.0, 0.0)
"""Of the columns of `search_titles`: title, marks. A short title ranks high by itself."""


def matches(wanted: Wanted, marks: list[tuple[str, ...]]) -> str:
    """Return the question as an FTS5 expression."""
    words = [_term(term) for term in wanted.terms]
    if wanted.least is not None and wanted.least < len(words):
        asked = _any(_all(some) for some in combinations(words, wanted.least))
    else:
        asked = _all(words)
    return _all([asked, *(_any(map(_quoted, some)) for some in marks)])


def candidates(wanted: Wanted, marks: list[tuple[str, ...]], most: int) -> Candidates:
    """Return the newest entries that match, at most so many, with what they are scored by."""
    index, weights = (_TITLES, _TITLE_WEIGHTS) if wanted.is_in_title else (_WORDS, _WEIGHTS)
    itself: sa.ColumnClause[str] = sa.literal_column(index.name)
    rank = -sa.func.bm25(itself, *weights)
    newest = (
        sa.select(index.c.rowid.label("id"), rank.label("rank"))
        .where(itself.op("MATCH")(matches(wanted, marks)))
        .order_by(index.c.rowid.desc())
        .limit(most)
        .subquery()
    )
    return sa.select(*SCORED, newest.c.rank).join(newest, newest.c.id == SearchEntry.id)


def _term(term: Term) -> str:
    """Return one term: a phrase, or a word and what it may become."""
    if not term.typed:
        return _quoted(" ".join(term.stems))
    return _any([f"{_quoted(term.typed)}*", *map(_quoted, whole_stems(term))])


def _quoted(words: str) -> str:
    """Return words that FTS5 reads as words, whatever is in them."""
    return '"' + words.replace('"', "") + '"'


def _all(parts: Iterable[str]) -> str:
    return "(" + " AND ".join(parts) + ")"


def _any(parts: Iterable[str]) -> str:
    return "(" + " OR ".join(parts) + ")"
