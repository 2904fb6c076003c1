"""Lists of threads by cursor: latest, unanswered, solved, most helpful, by group, tag, author."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core.db import db, inline
from app.core.paging import KeyPart, Page, decode_cursor, encode_cursor, page_of
from app.core.viewer import Viewer
from app.forum.limits import THREADS_PER_PAGE
from app.forum.models import Marker, Tag, Thread, ThreadTag
from app.forum.queries.access import tag_links, thread_url, visible_threads
from app.forum.shapes import TagLink, ThreadItem
from app.groups import queries as groups

RECENT = 300
"""Threads among which frequent tags are counted, so that the count stays cheap."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_Row = Any  # a thread with the reading viewer's marker


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tab:
    """One way to order threads."""

    column: sa.orm.InstrumentedAttribute[Any]
    is_newest_first: bool = True
    condition: sa.ColumnElement[bool] | None = None
    is_moment: bool = True


_OPEN_QUESTION = sa.and_(
    Thread.kind == inline("question"),
    Thread.answer_count == inline(0),
    Thread.closed_at.is_(None),
)
_TABS: dict[str, _Tab] = {
    "recentes": _Tab(column=Thread.active_at),
    "sans-reponse": _Tab(column=Thread.created_at, is_newest_first=False, condition=_OPEN_QUESTION),
    "resolues": _Tab(column=Thread.solved_at, condition=Thread.solved_at.is_not(None)),
    "utiles": _Tab(
        column=Thread.helpful_count, condition=Thread.helpful_count > 0, is_moment=False
    ),
}
TABS = tuple(_TABS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFilter:
    """Which threads a list shows."""

    tab: str = "recentes"
    """One of `TABS`."""
    group_id: int | None = None
    tag: str | None = None
    author_id: int | None = None
    cursor: str | None = None
    size: int = THREADS_PER_PAGE


def latest_threads(viewer: Viewer, which: ListFilter) -> Page[ThreadItem]:
    """Return a page of the threads that the viewer may see. Three queries.

    Raises:
        NotFound: the cursor is not one of this list.
    """
    tab = _TABS[which.tab]
    found = _base(viewer).where(visible_threads(viewer)).limit(which.size + 1)
    if tab.condition is not None:
        found = found.where(tab.condition)
    if which.group_id is not None:
        found = found.where(Thread.group_id == which.group_id)
    if which.author_id is not None:
        found = found.where(Thread.author_id == which.author_id)
    if which.tag is not None:
        found = found.where(Thread.id.in_(_tagged(which.tag)))
    rows = db.session.execute(_ordered(found, tab, which.cursor)).all()
    page = page_of(rows, which.size, lambda row: _cursor(row[0], tab))
    return Page(items=_items(page.items), next_cursor=page.next_cursor)


def threads_by_id(viewer: Viewer, ids: Sequence[int]) -> tuple[ThreadItem, ...]:
    """Return those of the threads that the viewer may see, in the order of the ids."""
    rows = db.session.execute(
        _base(viewer).where(Thread.id.in_(ids), visible_threads(viewer))
    ).all()
    by_id = {row[0].id: row for row in rows}
    return _items([by_id[thread_id] for thread_id in ids if thread_id in by_id])


def pinned_threads(viewer: Viewer, group_id: int) -> tuple[ThreadItem, ...]:
    """Return the pinned threads of a group, the last pinned first."""
    rows = db.session.execute(
        _base(viewer)
        .where(visible_threads(viewer), Thread.group_id == group_id, Thread.pinned_at.is_not(None))
        .order_by(Thread.pinned_at.desc())
    ).all()
    return _items(rows)


def unread_threads(viewer: Viewer, *, size: int = 5) -> tuple[ThreadItem, ...]:
    """Return threads the viewer opened before in which something new stands, latest first."""
    rows = db.session.execute(
        _base(viewer)
        .where(
            visible_threads(viewer),
            Marker.read_number > 0,
            Marker.state != "mute",
            Marker.read_number < Thread.post_count,
        )
        .order_by(Thread.active_at.desc())
        .limit(size)
    ).all()
    return _items(rows)


def popular_tags(viewer: Viewer, *, most: int = 20) -> tuple[TagLink, ...]:
    """Return the tags most used in the last threads that the viewer may see."""
    latest = (
        sa.select(Thread.id)
        .where(visible_threads(viewer))
        .order_by(Thread.active_at.desc(), Thread.id.desc())
        .limit(RECENT)
        .subquery()
    )
    names = db.session.scalars(
        sa.select(Tag.name)
        .join(ThreadTag, ThreadTag.tag_id == Tag.id)
        .where(ThreadTag.thread_id.in_(sa.select(latest.c.id)))
        .group_by(Tag.name)
        .order_by(sa.func.count().desc(), Tag.name)
        .limit(most)
    )
    return tag_links(tuple(names))


def _base(viewer: Viewer) -> "sa.Select[*tuple[Any, ...]]":
    """Return the question for threads with the viewer's marker."""
    mine = sa.and_(Marker.thread_id == Thread.id, Marker.account_id == viewer.account_id)
    return sa.select(Thread, Marker.read_number).outerjoin(Marker, mine)


def _tagged(name: str) -> "sa.Select[int]":
    """Return the threads that carry a tag."""
    return (
        sa.select(ThreadTag.thread_id)
        .join(Tag, Tag.id == ThreadTag.tag_id)
        .where(Tag.name == name.lower())
    )


def _ordered(
    found: "sa.Select[*tuple[Any, ...]]", tab: _Tab, cursor: str | None
) -> "sa.Select[*tuple[Any, ...]]":
    """Order the threads, and begin after the cursor."""
    key = sa.tuple_(tab.column, Thread.id)
    if cursor is not None:
        first, thread_id = decode_cursor(cursor, int, int)
        after = sa.tuple_(
            sa.bindparam("after", _from_key(first, tab), type_=tab.column.type),
            sa.literal(thread_id),
        )
        found = found.where(key < after if tab.is_newest_first else key > after)
    if tab.is_newest_first:
        return found.order_by(tab.column.desc(), Thread.id.desc())
    return found.order_by(tab.column, Thread.id)


def _from_key(part: KeyPart, tab: _Tab) -> object:
    """Return the column's value from its part of a cursor."""
    if not tab.is_moment or not isinstance(part, int):
        return part
    seconds, microseconds = divmod(part, 1_000_000)
    try:
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=microseconds)
    except (OverflowError, ValueError, OSError):
        return _EPOCH


def _cursor(thread: Thread, tab: _Tab) -> str:
    """Return the cursor after a thread: microseconds since 1970, or a count, and the id."""
    value = getattr(thread, tab.column.key)
    if isinstance(value, datetime):
        elapsed = value - _EPOCH
        value = (elapsed.days * 86400 + elapsed.seconds) * 1_000_000 + elapsed.microseconds
    return encode_cursor(value, thread.id)


def _items(rows: Sequence[_Row]) -> tuple[ThreadItem, ...]:
    """Stitch threads with groups and faces. Two queries."""
    threads = [row[0] for row in rows]
    badges = groups.group_badges({thread.group_id for thread in threads})
    people = {thread.author_id for thread in threads} | {t.last_author_id for t in threads}
    faces = accounts.faces(people)
    return tuple(
        ThreadItem(
            id=thread.id,
            url=thread_url(thread.id, thread.slug),
            title=thread.title,
            kind=thread.kind,
            group=badges[thread.group_id],
            author=faces[thread.author_id],
            last_author=faces[thread.last_author_id],
            created_at=thread.created_at,
            active_at=thread.active_at,
            answer_count=thread.answer_count,
            reply_count=thread.post_count - 1,
            helpful_count=thread.helpful_count,
            tags=tag_links(thread.tags),
            is_solved=thread.solution_id is not None,
            is_closed=thread.closed_at is not None,
            is_pinned=thread.pinned_at is not None,
            unread_count=max(0, thread.post_count - read) if read else 0,
        )
        for thread, read in rows
    )
