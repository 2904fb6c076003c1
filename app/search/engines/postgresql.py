"""Full text of PostgreSQL. Source: its manual, chapters 8.11, 12.3 and 66.4.

Its index does not know which entries are the newest: to sort them it would fetch all that match.
So entries carry the stretch of ids they stand in as a word of the index, and the newest stretches
are asked first; older ones only when too little was found there.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, REAL, TSQUERY

from app.core.db import db
from app.search.engines.beginnings import whole_stems
from app.search.engines.scored import SCORED, Candidates
from app.search.models import STRETCHES, SearchEntry
from app.search.shapes import Term, Wanted

WEIGHTS = [0.0, 0.2, 0.4, 1.0]
"""Of the classes D (marks), C (text), B (unused) and A (title)."""
_LENGTH_LOGARITHM = 1
"""Normalisation: a long text does not win by being long."""
_WORDS: sa.ColumnClause[str] = sa.literal_column("search_entries.words")
_TITLE: sa.ColumnClause[str] = sa.literal_column("search_entries.title_vector")
_PLENTY = 500
"""Entries found in a window that make older ones needless."""
_PLENTY_FOR_PHRASES = 1500
"""The same where words must stand side by side, which each entry has to be fetched to know."""


def candidates(wanted: Wanted, marks: list[tuple[str, ...]], most: int) -> Candidates:
    """Return the newest entries that match, at most so many, with what they are scored by.

    Up to four small queries find out how far back to look.
    """
    column = _TITLE if wanted.is_in_title else _WORDS
    asked = sa.cast(matches(wanted, [*marks, *_window(column, wanted, marks)]), TSQUERY)
    found = sa.select(SearchEntry.id).where(column.op("@@")(asked)).cte()
    found = found.prefix_with("MATERIALIZED", dialect="postgresql")  # never by way of the ids
    newest = sa.select(found.c.id).order_by(found.c.id.desc()).limit(most).subquery()
    weights, words = sa.cast(WEIGHTS, ARRAY(REAL)), sa.cast(matches(wanted, []), TSQUERY)
    rank = sa.func.ts_rank_cd(weights, _WORDS, words, _LENGTH_LOGARITHM)
    return sa.select(*SCORED, rank.label("rank")).join(newest, newest.c.id == SearchEntry.id)


def matches(wanted: Wanted, marks: list[tuple[str, ...]]) -> str:
    """Return the question as a `tsquery`."""
    words = [_term(term) for term in wanted.terms]
    if wanted.least is not None and wanted.least < len(words):
        asked = _any(_all(some) for some in combinations(words, wanted.least))
    else:
        asked = _all(words)
    return _all([asked, *(_any(map(_quoted, some)) for some in marks)])


def _window(
    column: sa.ColumnClause[str], wanted: Wanted, marks: list[tuple[str, ...]]
) -> list[tuple[str, ...]]:
    """Return the marks of the newest stretches in which enough is found; none to ask them all."""
    apart = _without_phrases(wanted)
    plenty = _PLENTY if apart == wanted else _PLENTY_FOR_PHRASES
    newest = db.session.scalar(sa.select(sa.func.max(SearchEntry.id))) or 0
    for mark, size in STRETCHES.items():
        last = newest // size
        if last <= 1:
            break  # it would be all of them
        window = (f"{mark}{last}", f"{mark}{last - 1}")
        asked = sa.cast(matches(apart, [*marks, window]), TSQUERY)
        some = sa.select(SearchEntry.id).where(column.op("@@")(asked)).limit(plenty).subquery()
        if db.session.scalar(sa.select(sa.func.count()).select_from(some)) == plenty:
            return [window]
    return []


def _without_phrases(wanted: Wanted) -> Wanted:
    """Return the question for the same words, wherever they stand."""
    if all(len(term.stems) == 1 for term in wanted.terms):
        return wanted
    stems = dict.fromkeys(stem for term in wanted.terms for stem in term.stems)
    return replace(wanted, terms=tuple(Term(stems=(stem,)) for stem in stems))


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
