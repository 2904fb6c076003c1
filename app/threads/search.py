"""What of threads can be found: each by title and opening, answers and replies by text."""

from collections.abc import Iterator, Sequence
from functools import partial
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa

from app import text
from app.core.db import db
from app.groups.queries import audience_of
from app.search import services as search
from app.search.services import Source
from app.search.shapes import Entry
from app.threads.enums import Act
from app.threads.events import (
    PostEdited,
    PostRemoved,
    ReplyPosted,
    ThreadModerated,
    ThreadOpened,
    ThreadSettled,
)
from app.threads.kinds import ThreadKind, kind_of, kinds, kinds_in
from app.threads.models import Post, Thread

_PORTION = 500
Row = Any  # of one of the questions below
_THREAD = (
    Thread.id.label("thread_id"),
    Thread.group_id,
    Thread.kind,
    Thread.title,
    Thread.featured_id,
    Thread.usefulness.label("thread_usefulness"),
)
_POST = (
    Post.id,
    Post.number,
    Post.root_id,
    Post.body,
    Post.author_id,
    Post.created_at,
    Post.usefulness,
)
_POSTS = (
    sa.select(*_POST, *_THREAD)
    .join(Thread, Thread.id == Post.thread_id)
    .where(Post.deleted_at.is_(None), Thread.deleted_at.is_(None))
)
_HOSTED = sa.select(
    Thread.id,
    sa.literal(1).label("number"),
    sa.null().label("root_id"),
    sa.literal("").label("body"),
    Thread.author_id,
    Thread.created_at,
    Thread.usefulness,
    *_THREAD,
).where(Thread.deleted_at.is_(None))
"""Threads whose text belongs to another room, as if it were a post."""


def index_opened(event: ThreadOpened) -> None:
    """Let a new thread be found."""
    if event.post_id is None:
        _index(_hosted(event.thread_id), is_new=True)
    else:
        _index(_POSTS.where(Post.id == event.post_id), is_new=True)


def index_reply(event: ReplyPosted) -> None:
    """Let a new answer or reply be found."""
    post = db.session.get_one(Post, event.post_id)  # which this transaction holds, with its thread
    thread = db.session.get_one(Thread, event.thread_id)
    for entry in _entries([_row_of(post, thread)]):
        search.index(entry, is_new=True)


def _row_of(post: Post, thread: Thread) -> Row:
    """Return what `_POSTS` finds of a post."""
    return SimpleNamespace(
        **{column.key: getattr(post, column.key) for column in _POST},
        thread_id=thread.id,
        group_id=thread.group_id,
        kind=thread.kind,
        title=thread.title,
        featured_id=thread.featured_id,
        thread_usefulness=thread.usefulness,
    )


def index_edited(event: PostEdited) -> None:
    """Let what was just written otherwise be found as it is now."""
    _index(_POSTS.where(Post.id == event.post_id))


def index_settled(event: ThreadSettled) -> None:
    """Let a thread and what it features be found as what they have become."""
    index_state(event.thread_id)


def index_moved(event: ThreadModerated) -> None:
    """Let all posts of a moved thread be found in its new group only."""
    if event.act == Act.MOVED:
        index_thread(event.thread_id)


def forget_said(event: PostRemoved) -> None:
    """Let what was said in a thread that is taken away be found no more."""
    thread = db.session.get_one(Thread, event.thread_id)
    if thread.deleted_at is not None:
        said = db.session.scalars(sa.select(Post.id).where(Post.thread_id == thread.id)).all()
        search.forget_all(f"{kind_of(event.kind).room}.post", said)


def index_thread(thread_id: int) -> None:
    """Let a thread, and all that is said in it, be found as it is now."""
    _index(_hosted(thread_id))
    _index(_POSTS.where(Post.thread_id == thread_id))


def index_state(thread_id: int, *post_ids: int) -> None:
    """Let a thread, what it features and these posts be found as they are now, solved or not."""
    is_concerned = sa.or_(Post.number == 1, Post.id == Thread.featured_id, Post.id.in_(post_ids))
    _index(_hosted(thread_id))
    _index(_POSTS.where(Post.thread_id == thread_id, is_concerned))


def _hosted(thread_id: int) -> "sa.Select[*tuple[Any, ...]]":
    """Return the question for a thread, if its text belongs to another room."""
    hosted = [one.kind for one in kinds() if not one.has_opening]
    return _HOSTED.where(Thread.id == thread_id, Thread.kind.in_(hosted))


def rate(thread_id: int, post_id: int) -> None:
    """Let what is more useful be found first."""
    found = db.session.execute(
        sa.select(Thread.kind, Thread.usefulness.label("of_thread"), Post.usefulness)
        .join(Thread, Thread.id == Post.thread_id)
        .where(Post.id == post_id)
    ).one()
    kind = kind_of(found.kind)
    search.rate(kind.post_ref(post_id), usefulness=found.usefulness)
    search.rate(kind.ref(thread_id), usefulness=found.of_thread)


def sources(room: str) -> tuple[Source, Source]:
    """Return what finds all entries of a room anew: of its threads, and of what is said there."""
    return (
        Source(kind=f"{room}.thread", entries=partial(_threads, room), entries_of=_of_threads),
        Source(kind=f"{room}.post", entries=partial(_replies, room), entries_of=_of_posts),
    )


def _of_threads(ids: list[int]) -> Iterator[Entry]:
    """Return the entries of some threads, and of all that is said in them."""
    for thread_id in ids:
        yield from _entries(db.session.execute(_hosted(thread_id)).all())
    yield from _entries(db.session.execute(_POSTS.where(Post.thread_id.in_(ids))).all())


def _of_posts(ids: list[int]) -> Iterator[Entry]:
    """Return the entries of some posts."""
    return _entries(db.session.execute(_POSTS.where(Post.id.in_(ids), Post.number > 1)).all())


def _threads(room: str) -> Iterator[Entry]:
    """Return the entries of all threads of a room."""
    yield from _all(_POSTS.where(Post.number == 1), Post.id, room)
    yield from _all(_HOSTED, Thread.id, room, has_opening=False)


def _replies(room: str) -> Iterator[Entry]:
    """Return the entries of all that is said in the threads of a room."""
    return _all(_POSTS.where(Post.number > 1), Post.id, room)


def _index(question: "sa.Select[*tuple[Any, ...]]", *, is_new: bool = False) -> None:
    """Index what a question finds."""
    for entry in _entries(db.session.execute(question).all()):
        search.index(entry, is_new=is_new)


def _all(
    question: "sa.Select[*tuple[Any, ...]]",
    key: "sa.orm.InstrumentedAttribute[int]",
    room: str,
    *,
    has_opening: bool = True,
) -> Iterator[Entry]:
    """Return the entries of what a question finds in a room, read in portions."""
    wanted = [one for one in kinds_in(room) if has_opening or not kind_of(one).has_opening]
    last = 0
    while rows := db.session.execute(
        question.where(Thread.kind.in_(wanted), key > last).order_by(key).limit(_PORTION)
    ).all():
        yield from _entries(rows)
        last = rows[-1].id


def _entries(rows: Sequence[Row]) -> Iterator[Entry]:
    """Make the entries of posts; the opening stands for its thread."""
    by_kind: dict[str, list[Row]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row)
    for name, alike in by_kind.items():
        kind = kind_of(name)
        featuring = {row.thread_id for row in alike if row.featured_id is not None}
        if featuring and kind.unsettled:
            featuring -= frozenset(kind.unsettled(featuring))
        hosted = [row.thread_id for row in alike if row.number == 1 and not kind.has_opening]
        texts = kind.texts(hosted) if hosted and kind.texts else {}
        for row in alike:
            is_settled = row.thread_id in featuring
            yield _entry(kind, row, texts.get(row.thread_id), is_settled=is_settled)


def _entry(kind: ThreadKind, row: Row, hosted: str | None, *, is_settled: bool) -> Entry:
    """Make the entry of a post."""
    is_opening = row.number == 1
    found_as = kind.answer_entry if row.root_id is None else "reply"
    is_featured = is_opening or row.featured_id == row.id
    return Entry(
        ref=kind.ref(row.thread_id) if is_opening else kind.post_ref(row.id),
        host=kind.ref(row.thread_id),
        title=row.title if is_opening else "",
        text=text.search_text(row.body if hosted is None else hosted),
        kind=row.kind if is_opening else found_as,
        audience=audience_of(row.group_id),
        author_id=row.author_id,
        created_at=row.created_at,
        is_solved=is_settled and is_featured,
        usefulness=row.thread_usefulness if is_opening else row.usefulness,
    )
