"""Lists of threads by cursor: latest, unanswered, solved, most helpful, by group, tag, author.

A list is first of all its lines: which threads, in which state. What a line says is fetched by
`thread_items`, and kept as HTML by `fragments.thread_rows`, so that a list usually costs one query.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core.db import execute, literal
from app.core.paging import KeyPart, Page, decode_cursor, encode_cursor, page_of
from app.core.viewer import Viewer
from app.forum.enums import KINDS
from app.forum.limits import THREADS_PER_PAGE
from app.forum.models import ForumThread, Tag, ThreadTag
from app.forum.shapes import ThreadLine
from app.forum.tags.spelling import key_of
from app.groups import queries as groups
from app.threads.queries.access import visible_threads_asked
from app.threads.queries.columns import MARKERS, THREADS
from app.threads.queries.unread import has_new_posts, new_post_count

_ID = THREADS.c.id
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_Question = sa.Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tab:
    """One way to order threads."""

    column: sa.ColumnElement[Any] | sa.orm.InstrumentedAttribute[Any]
    id: sa.SQLColumnExpression[int] = _ID
    """The same as in the index that has the column; of `ForumThread`, if that has it."""
    is_newest_first: bool = True
    condition: sa.ColumnElement[bool] | None = None
    is_moment: bool = True


OPEN_QUESTION = sa.and_(
    THREADS.c.kind == literal("question"),
    THREADS.c.answer_count == literal(0),
    THREADS.c.closed_at.is_(None),
)
CHECKS = "a-verifier"
"""The list, of the queue, of what helpers are asked to look at again."""
_TABS: dict[str, _Tab] = {
    "recentes": _Tab(column=THREADS.c.active_at),
    "sans-reponse": _Tab(
        column=THREADS.c.created_at, is_newest_first=False, condition=OPEN_QUESTION
    ),
    "resolues": _Tab(
        column=ForumThread.solved_at,
        id=ForumThread.thread_id,
        condition=ForumThread.solved_at.is_not(None),
    ),
    "utiles": _Tab(
        column=THREADS.c.usefulness, condition=THREADS.c.usefulness > 0, is_moment=False
    ),
    CHECKS: _Tab(
        column=ForumThread.check_on,
        id=ForumThread.thread_id,
        is_newest_first=False,
        condition=sa.and_(
            ForumThread.check_on.is_not(None),
            ForumThread.check_asked_at.is_not(None),
            ForumThread.outdated_at.is_(None),
            THREADS.c.closed_at.is_(None),
        ),
    ),
}
TABS = tuple(name for name in _TABS if name != CHECKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFilter:
    """Which threads a list shows."""

    tab: str = "recentes"
    """One of `TABS`, or `CHECKS`."""
    group_id: int | None = None
    tag: str | None = None
    author_id: int | None = None
    can_help: frozenset[str] | None = None
    """Keys of tags (`tags.keys_in`): only threads that carry one of them."""
    is_near: bool = False
    """Only what was asked by people of the viewer's department who let it be known."""
    cursor: str | None = None
    size: int = THREADS_PER_PAGE


_IS_OURS = THREADS.c.kind.in_([literal(kind) for kind in KINDS])
_LINES = (
    sa.select(_ID, THREADS.c.version, new_post_count().label("unread_count"))
    .outerjoin(
        MARKERS,
        sa.and_(MARKERS.c.thread_id == _ID, MARKERS.c.account_id == sa.bindparam("viewer_id")),
    )
    .where(_IS_OURS)
)
_TAGGED = (
    sa.select(ThreadTag.thread_id)
    .join(Tag, Tag.id == ThreadTag.tag_id)
    .where(Tag.key == sa.bindparam("tag"))
)
_NARROWED = {
    "group_id": THREADS.c.group_id == sa.bindparam("group_id"),
    "author_id": THREADS.c.author_id == sa.bindparam("author_id"),
    "tag": _ID.in_(_TAGGED),
    "can_help": _ID.in_(
        sa.select(ThreadTag.thread_id)
        .join(Tag, Tag.id == ThreadTag.tag_id)
        .where(Tag.key.in_(sa.bindparam("can_help", expanding=True)))
    ),
    "is_near": THREADS.c.author_id.in_(accounts.neighbours_asked()),
}


def latest_lines(viewer: Viewer, which: ListFilter) -> Page[ThreadLine]:
    """Return a page of the threads that the viewer may see. One query.

    Raises:
        NotFound: the cursor is not one of this list.
    """
    tab = _TABS[which.tab]
    wanted = {
        "group_id": which.group_id,
        "author_id": which.author_id,
        "tag": key_of(which.tag) if which.tag is not None else None,
        "can_help": sorted(which.can_help) if which.can_help is not None else None,
    }
    gaps: dict[str, object] = {name: one for name, one in wanted.items() if one is not None}
    narrowed = frozenset(gaps) | ({"is_near"} if which.is_near else set())
    question = _ordered(which.tab, narrowed, is_guest=viewer.is_guest)
    if which.cursor is not None:
        first, thread_id = decode_cursor(which.cursor, int, int)
        question = _after(which.tab, narrowed, is_guest=viewer.is_guest)
        gaps |= {"after": _from_key(first, tab), "after_id": thread_id}
    found = execute(question, size=which.size + 1, **gaps, **_gaps(viewer)).all()
    page = page_of(found, which.size, lambda row: _cursor(row[-1], row.id))
    return Page(items=tuple(map(_line, page.items)), next_cursor=page.next_cursor)


def pinned_lines(viewer: Viewer, group_id: int) -> tuple[ThreadLine, ...]:
    """Return the pinned threads of a group, the last pinned first. One query."""
    return _lines(viewer, _pinned(is_guest=viewer.is_guest), group_id=group_id)


def unread_lines(viewer: Viewer, *, size: int = 5) -> tuple[ThreadLine, ...]:
    """Return threads a member opened before where something new stands, latest first. One query."""
    return _lines(viewer, _unread(), size=size)


def _lines(viewer: Viewer, question: _Question, **gaps: object) -> tuple[ThreadLine, ...]:
    """Return the lines that a question finds."""
    return tuple(map(_line, execute(question, **gaps, **_gaps(viewer))))


def _gaps(viewer: Viewer) -> dict[str, object]:
    """Return what fills the gaps that all questions here have."""
    return {"viewer_id": viewer.account_id} | groups.reading_params(viewer)


@lru_cache
def _ordered(tab_name: str, narrowed: frozenset[str], *, is_guest: bool) -> _Question:
    """Return the question for a page of a list."""
    tab = _TABS[tab_name]
    question = _LINES.add_columns(tab.column).where(visible_threads_asked(is_guest=is_guest))
    question = question.where(*(_NARROWED[name] for name in sorted(narrowed)))
    if tab.condition is not None:
        question = question.where(tab.condition)
    if tab.id is not _ID:
        question = question.join(ForumThread, ForumThread.thread_id == _ID)
    if tab.is_newest_first:
        question = question.order_by(tab.column.desc(), tab.id.desc())
    else:
        question = question.order_by(tab.column, tab.id)
    return question.limit(sa.bindparam("size", type_=sa.Integer))


@lru_cache
def _after(tab_name: str, narrowed: frozenset[str], *, is_guest: bool) -> _Question:
    """Return the question for a page that begins after a cursor."""
    tab = _TABS[tab_name]
    after = sa.tuple_(
        sa.bindparam("after", type_=tab.column.type), sa.bindparam("after_id", type_=sa.BigInteger)
    )
    key = sa.tuple_(tab.column, tab.id)
    question = _ordered(tab_name, narrowed, is_guest=is_guest)
    return question.where(key < after if tab.is_newest_first else key > after)


@lru_cache
def _pinned(*, is_guest: bool) -> _Question:
    """Return the question for the pinned threads of a group."""
    return _LINES.where(
        visible_threads_asked(is_guest=is_guest),
        _NARROWED["group_id"],
        THREADS.c.pinned_at.is_not(None),
    ).order_by(THREADS.c.pinned_at.desc())


_HAS_NEWS = sa.and_(MARKERS.c.state != literal("mute"), has_new_posts())
_NEWS_COUNTS = (
    sa.select(THREADS.c.group_id, sa.func.count().label("news_count"))
    .join(MARKERS, MARKERS.c.thread_id == _ID)
    .where(
        MARKERS.c.account_id == sa.bindparam("viewer_id"),
        _IS_OURS,
        visible_threads_asked(is_guest=False),
        _HAS_NEWS,
    )
    .group_by(THREADS.c.group_id)
)


def news_counts(viewer: Viewer) -> dict[int, int]:
    """Return in how many threads of each group something new stands, for who opened them before.

    Groups without any are left out. One query.
    """
    rows = execute(_NEWS_COUNTS, **_gaps(viewer))
    return {row.group_id: row.news_count for row in rows}


@lru_cache
def _unread() -> _Question:
    """Return the question for what a member opened and has grown."""
    return (
        _LINES.where(
            visible_threads_asked(is_guest=False),
            _HAS_NEWS,
        )
        .order_by(THREADS.c.active_at.desc())
        .limit(sa.bindparam("size", type_=sa.Integer))
    )


def _line(row: "sa.Row[*tuple[Any, ...]]") -> ThreadLine:
    """Return the line of a row."""
    return ThreadLine(id=row.id, version=row.version, unread_count=row.unread_count)


def _from_key(part: KeyPart, tab: _Tab) -> object:
    """Return the column's value from its part of a cursor."""
    if not tab.is_moment or not isinstance(part, int):
        return part
    seconds, microseconds = divmod(part, 1_000_000)
    try:
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=microseconds)
    except (OverflowError, ValueError, OSError):
        return _EPOCH


def _cursor(value: "datetime | int", thread_id: int) -> str:
    """Return the cursor after a thread: microseconds since 1970, or a count, and the id."""
    if isinstance(value, datetime):
        elapsed = value - _EPOCH
        value = (elapsed.days * 86400 + elapsed.seconds) * 1_000_000 + elapsed.microseconds
    return encode_cursor(value, thread_id)
