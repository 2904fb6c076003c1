"""Which entries are worth ranking: few enough to be read, whatever the size of the site.

Of a rare word all entries are candidates. A common one only tells candidates apart; where all
words are common, those are candidates that hold most of them, and then fewer until there are
enough. Titles are few and tell much: the newest that hold a word are candidates as well.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from app.core.audiences import ReadScope, is_readable, read_scope, reading_params
from app.core.db import db, execute, is_one_of
from app.core.viewer import Viewer
from app.search.engines import Either, engine_of
from app.search.index.filters import asked_marks
from app.search.limits import CANDIDATES, LATELY, READ_FOR_RANK
from app.search.models import SearchEntry
from app.search.ranking.parts import AMONG, PLENTY, Part, parts
from app.search.shapes import Narrowing, Question

_PART = "SELECT id, CAST(:weight AS FLOAT) AS weight FROM (:newest) AS part"
_SUMMED = "SELECT id, sum(weight) AS weight FROM (:parts) AS parts GROUP BY id"
_NUMBERED = re.compile(r"(:sought|:most|:weight|AS part)\b")
"""What bears the number of its part."""
READ = (
    SearchEntry.id,
    SearchEntry.subject_kind,
    SearchEntry.subject_id,
    SearchEntry.host_kind,
    SearchEntry.host_id,
    SearchEntry.is_solved,
    SearchEntry.usefulness,
    SearchEntry.title_words,
)
"""What ranking reads of any entry."""
READ_TEXT = sa.func.substr(SearchEntry.text_words, 1, READ_FOR_RANK).label("text_words")
"""What it reads besides of an entry that was found."""


@dataclass(frozen=True, slots=True)
class Within:
    """Within what is looked."""

    narrowing: Narrowing
    scope: ReadScope
    params: Mapping[str, object]
    """What fills the gaps of the condition that the viewer may read an entry."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """All that one question for candidates differs in from another, but its params."""

    dialect: str
    in_title: tuple[bool, ...]
    """For each part, whether it looks in titles alone."""
    scope: ReadScope
    narrowing: Narrowing
    """As far as it is by no word of the index."""
    is_of_all: bool = False
    """It asks of all that parts hold whether it may be read, not of the best of it."""


def within_reach(viewer: Viewer, narrowing: Narrowing) -> Within:
    """Return what the viewer may read, narrowed."""
    return Within(narrowing, read_scope(viewer), reading_params(viewer))


def candidates(asked: Question, within: Within) -> Sequence[Any]:
    """Return what ranking reads of the entries that promise most. One query, rarely two."""
    narrowing = within.narrowing
    required = tuple(
        tuple(option.stems for option in term.options) for term in asked.terms if term.is_required
    )
    marks = tuple(tuple((mark,) for mark in some) for some in asked_marks(narrowing))
    is_seldom = narrowing.author_id is not None or narrowing.audience is not None
    newest_id = None if is_seldom else asked.newest_id
    found_by = list(parts(asked))
    params = {**_sought(found_by, (*required, *marks), newest_id), **within.params}
    shape = _Shape(
        db.engine.dialect.name,
        tuple(part.in_title for part in found_by),
        within.scope,
        Narrowing(since=narrowing.since, host_kind=narrowing.host_kind),
    )
    rows = execute(_best(shape), **params).all()
    if len(rows) < CANDIDATES and (not rows or rows[0].held > AMONG):
        rows = execute(_best(replace(shape, is_of_all=True)), **params).all()
    return rows


@lru_cache(maxsize=64)
def _best(shape: _Shape) -> sa.Select[*tuple[Any, ...]]:
    """Build the question for what ranking reads of the best that may be read."""
    rough = _rough(shape)
    first = sa.select(rough.c.id, rough.c.weight)
    if not shape.is_of_all:
        first = first.order_by(rough.c.weight.desc(), rough.c.id.desc()).limit(AMONG)
    best = first.subquery("best")
    chosen = (  # by themselves: a text is heavy, and read for those alone
        sa.select(best.c.id, best.c.weight)
        .join(SearchEntry, best.c.id == SearchEntry.id)
        .where(is_readable(SearchEntry.audience, shape.scope), *_besides(shape.narrowing))
        .order_by(best.c.weight.desc(), best.c.id.desc())
        .limit(CANDIDATES)
        .subquery("chosen")
    )
    held = sa.select(sa.func.count()).select_from(rough).scalar_subquery()
    found = sa.select(*READ, READ_TEXT, held.label("held"))
    joined = found.join(chosen, chosen.c.id == SearchEntry.id)
    return joined.order_by(chosen.c.weight.desc(), SearchEntry.id.desc())


def openings(keys: Sequence[tuple[str, int]], within: Within) -> Sequence[Any]:
    """Return what ranking reads of the subjects that others are read under. One query a kind."""
    ids: dict[str, list[int]] = {}
    for kind, subject_id in keys:
        ids.setdefault(kind, []).append(subject_id)
    return [
        row
        for kind, some in ids.items()  # kind by kind: no database looks pairs up in its index
        for row in execute(_openings(within.scope), kind=kind, ids=some, **within.params)
    ]


@lru_cache(maxsize=16)
def _openings(scope: ReadScope) -> sa.Select[*tuple[Any, ...]]:
    """Build that question."""
    return sa.select(*READ).where(
        SearchEntry.subject_kind == sa.bindparam("kind"),
        is_one_of(SearchEntry.subject_id, "ids"),
        is_readable(SearchEntry.audience, scope),
    )


def lately(within: Within, *, most: int) -> Sequence[int]:
    """Return the ids of what helped most among the newest entries that stand by themselves."""
    newest = sa.select(SearchEntry.id).order_by(SearchEntry.id.desc()).limit(LATELY).subquery()
    found = (
        sa.select(SearchEntry.id)
        .join(newest, newest.c.id == SearchEntry.id)
        .where(
            is_readable(SearchEntry.audience, within.scope),
            SearchEntry.title != "",
            SearchEntry.kind != "person",
        )
        .order_by(
            SearchEntry.is_solved.desc(), SearchEntry.usefulness.desc(), SearchEntry.id.desc()
        )
        .limit(most)
    )
    asked = found.where(*_besides(within.narrowing), *_marked(within.narrowing))
    return execute(asked, **within.params).scalars().all()


def _marked(narrowing: Narrowing) -> Iterator[sa.ColumnElement[bool]]:
    """Return the conditions that words of the index stand for otherwise."""
    if narrowing.kinds:
        yield SearchEntry.kind.in_(narrowing.kinds)
    if narrowing.audience is not None:
        yield SearchEntry.audience == narrowing.audience
    if narrowing.author_id is not None:
        yield SearchEntry.author_id == narrowing.author_id
    if narrowing.is_solved:
        yield SearchEntry.is_solved.is_(True)


def _besides(narrowing: Narrowing) -> Iterator[sa.ColumnElement[bool]]:
    """Return the conditions that are no words of the index."""
    if narrowing.since is not None:
        yield SearchEntry.created_at >= narrowing.since
    if narrowing.host_kind is not None:
        kind = sa.func.coalesce(SearchEntry.host_kind, SearchEntry.subject_kind)
        yield kind == narrowing.host_kind


def _rough(shape: _Shape) -> sa.CTE:
    """Return the ids that parts hold, each with what they tell together."""
    engine = engine_of(shape.dialect)
    pieces = []
    for number, in_title in enumerate(shape.in_title):
        newest = _PART.replace(":newest", engine.newest(in_title=in_title))
        pieces.append(_NUMBERED.sub(rf"\1_{number}", newest))
    summed = _SUMMED.replace(":parts", " UNION ALL ".join(pieces))
    return sa.text(summed).columns(id=sa.BigInteger, weight=sa.Float).cte("rough")


def _sought(
    found_by: Sequence[Part], besides: tuple[Either, ...], newest_id: int | None
) -> dict[str, object]:
    """Return the params of the parts."""
    engine = engine_of(db.engine.dialect.name)
    params: dict[str, object] = {}
    for number, part in enumerate(found_by):
        sought = (*part.sought, *besides)
        params[f"sought_{number}"] = engine.matching(sought, stretch=_stretch(part, newest_id))
        params[f"most_{number}"] = part.most
        params[f"weight_{number}"] = round(part.weight, 6)
    return params


def _stretch(part: Part, newest_id: int | None) -> range | None:
    """Return the newest ids among which there are as many as are wanted; `None` for all."""
    wanted = part.most * PLENTY
    if newest_id is None or part.expected <= wanted:
        return None
    return range(newest_id - newest_id * wanted // part.expected, newest_id)
