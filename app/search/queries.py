"""Finding, within what the viewer may read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from app.core.db import db
from app.core.errors import NotFound
from app.core.paging import Page, decode_cursor, encode_cursor
from app.core.subjects import SubjectRef
from app.search import wording
from app.search.engines import engine_of
from app.search.excerpts import excerpt, highlighted, wanted_stems
from app.search.limits import (
    CANDIDATES,
    ENOUGH,
    EXCERPT_LENGTH,
    LAST_PAGE,
    PAGE_SIZE,
    READ_FOR_EXCERPT,
    TITLE_CANDIDATES,
)
from app.search.marks import asked_marks
from app.search.models import SearchEntry
from app.search.shapes import Hit, Narrowing, Wanted

_HALF_USEFUL = 5.0
"""People helped after which usefulness has half its weight; the whole weight doubles a rank."""
_SOLVED = 1.25
_HIT = (
    SearchEntry.subject_kind,
    SearchEntry.subject_id,
    SearchEntry.kind,
    SearchEntry.group_id,
    SearchEntry.author_id,
    SearchEntry.is_solved,
    SearchEntry.usefulness,
    SearchEntry.created_at,
    SearchEntry.title,
    sa.func.substr(SearchEntry.text, 1, READ_FOR_EXCERPT).label("text"),
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Within what is looked, and which page."""

    narrowing: Narrowing
    group_ids: sa.Select[int]
    page: int


def find(
    typed: str,
    *,
    group_ids: sa.Select[int],
    narrowing: Narrowing | None = None,
    cursor: str | None = None,
    is_typing: bool = False,
) -> Page[Hit]:
    """Return a page of what holds all the words, best first; two of them when nothing does.

    Two queries, or three.

    Args:
        typed: what stands in the field; quotes hold words together.
        group_ids: sub-select of the groups whose content the viewer may read.
        narrowing: what the found must be besides.
        cursor: where the page begins.
        is_typing: the last word may not be whole yet.

    Raises:
        NotFound: the cursor is none of this list.
    """
    wanted = wording.read(typed, is_typing=is_typing)
    page, is_loose = _place(cursor)
    if not wanted.terms:
        return Page(items=(), next_cursor=None)
    asked = _Asked(narrowing or Narrowing(), group_ids, page)
    ids = _ids(wording.loosened(wanted) if is_loose else wanted, asked)
    if not ids and not cursor and len(wanted.terms) > ENOUGH:
        is_loose = True
        ids = _ids(wording.loosened(wanted), asked)
    has_more = len(ids) > PAGE_SIZE and page < LAST_PAGE
    return Page(
        items=_hits(ids[:PAGE_SIZE], wanted),
        next_cursor=encode_cursor(page + 1, int(is_loose)) if has_more else None,
    )


def similar(
    title: str,
    *,
    group_ids: sa.Select[int],
    limit: int = 5,
    subject_kind: str | None = None,
) -> list[SubjectRef]:
    """Return subjects whose title shares words with this one, solved ones first. One query."""
    wanted = wording.resembling(title)
    if not wanted.terms:
        return []
    best = _ranked(wanted, Narrowing(subject_kind=subject_kind), group_ids).limit(limit)
    found = best.subquery()
    rows = db.session.execute(
        sa.select(SearchEntry.subject_kind, SearchEntry.subject_id)
        .join(found, found.c.id == SearchEntry.id)
        .order_by(SearchEntry.is_solved.desc(), found.c.score.desc(), SearchEntry.id.desc())
    )
    return [SubjectRef(row.subject_kind, row.subject_id) for row in rows]


def _ranked(
    wanted: Wanted, narrowing: Narrowing, group_ids: sa.Select[int]
) -> sa.Select[int, float]:
    """Return ids and scores of what matches and may be read, best first."""
    found = _found(wanted, narrowing).c
    useful = found.usefulness / (found.usefulness + _HALF_USEFUL) + 1.0
    solved = sa.case((found.is_solved, _SOLVED), else_=1.0)
    score = (sa.func.max(found.rank) * useful * solved).label("score")
    may_read = found.group_id.is_(None) | found.group_id.in_(group_ids)
    ranked = sa.select(found.id, score).where(may_read)
    if narrowing.since is not None:
        ranked = ranked.where(found.created_at >= narrowing.since)
    once = ranked.group_by(found.id, found.usefulness, found.is_solved)
    return once.order_by(score.desc(), found.id.desc())


def _found(wanted: Wanted, narrowing: Narrowing) -> sa.Subquery:
    """Return the candidates: the newest that match, and the newest that do by their title.

    Some are both, and come twice.
    """
    engine, marks = engine_of(db.engine.dialect.name), asked_marks(narrowing)
    asked = [(wanted, CANDIDATES)]
    if not wanted.is_in_title:
        asked.append((replace(wanted, is_in_title=True), TITLE_CANDIDATES))
    parts = [engine.candidates(words, marks, most).subquery().select() for words, most in asked]
    return sa.union_all(*parts).subquery()


def _hits(ids: Sequence[int], wanted: Wanted) -> tuple[Hit, ...]:
    """Return what is shown of some entries, in the order of their ids."""
    if not ids:
        return ()
    stems = wanted_stems(wanted)
    rows = db.session.execute(sa.select(SearchEntry.id, *_HIT).where(SearchEntry.id.in_(ids)))
    hits = {
        row.id: Hit(
            ref=SubjectRef(row.subject_kind, row.subject_id),
            kind=row.kind,
            title=highlighted(row.title, stems),
            excerpt=excerpt(row.text, stems, length=EXCERPT_LENGTH),
            group_id=row.group_id,
            author_id=row.author_id,
            is_solved=row.is_solved,
            usefulness=row.usefulness,
            created_at=row.created_at,
        )
        for row in rows
    }
    return tuple(hits[entry_id] for entry_id in ids if entry_id in hits)


def _ids(wanted: Wanted, asked: _Asked) -> Sequence[int]:
    """Return the ids of one page of entries, and of one more when there are."""
    ranked = _ranked(wanted, asked.narrowing, asked.group_ids)
    return db.session.scalars(ranked.limit(PAGE_SIZE + 1).offset(asked.page * PAGE_SIZE)).all()


def _place(cursor: str | None) -> tuple[int, bool]:
    """Return which page a cursor means, and whether some of the words were enough there."""
    if not cursor:
        return 0, False
    page, loose = decode_cursor(cursor, int, int)
    if not isinstance(page, int) or not 0 < page <= LAST_PAGE or loose not in {0, 1}:
        raise NotFound
    return page, bool(loose)
