"""Full text of PostgreSQL. Source: its manual, chapters 8.11 and 12.3."""

from collections.abc import Iterable
from itertools import combinations

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, REAL, TSQUERY

from app.search.engines.beginnings import whole_stems
from app.search.models import SearchEntry
from app.search.shapes import Term, Wanted

WEIGHTS = [0.0, 0.2, 0.4, 1.0]
"""Of the classes D (marks), C (text), B (unused) and A (title)."""
_LENGTH_LOGARITHM = 1
"""Normalisation: a long text does not win by being long."""
_WORDS: sa.ColumnClause[str] = sa.literal_column("search_entries.words")
_TITLE: sa.ColumnClause[str] = sa.literal_column("search_entries.title_vector")


def matches(wanted: Wanted, marks: list[tuple[str, ...]]) -> str:
    """Return the question as a `tsquery`."""
    words = [_term(term) for term in wanted.terms]
    if wanted.least is not None and wanted.least < len(words):
        asked = _any(_all(some) for some in combinations(words, wanted.least))
    else:
        asked = _all(words)
    return _all([asked, *(_any(map(_quoted, some)) for some in marks)])


def candidates(wanted: Wanted, match: str, most: int) -> sa.Select[int, float]:
    """Return ids and ranks of the newest entries that match, at most so many."""
    column = _TITLE if wanted.is_in_title else _WORDS
    asked = sa.cast(match, TSQUERY)
    newest = (
        sa.select(SearchEntry.id)
        .where(column.op("@@")(asked))
        .order_by(SearchEntry.id.desc())
        .limit(most)
        .subquery()
    )
    weights = sa.cast(WEIGHTS, ARRAY(REAL))
    rank = sa.func.ts_rank_cd(weights, _WORDS, asked, _LENGTH_LOGARITHM)
    return sa.select(SearchEntry.id, rank.label("rank")).join(newest, newest.c.id == SearchEntry.id)


def _term(term: Term) -> str:
    """Return one term: a phrase, or a word and what it may become."""
    if not term.typed:
        return "(" + " <-> ".join(map(_quoted, term.stems)) + ")"
    return _any([f"{_quoted(term.typed)}:*", *map(_quoted, whole_stems(term))])


def _quoted(word: str) -> str:
    """Return a word that PostgreSQL reads as a word, whatever is in it."""
    return "'" + word.replace("'", "").replace("\\", "") + "'"


def _all(parts: Iterable[str]) -> str:
    return "(" + " & ".join(parts) + ")"


def _any(parts: Iterable[str]) -> str:
    return "(" + " | ".join(parts) + ")"
