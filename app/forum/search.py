"""What of the forum can be found: threads by title and opening, answers and replies by text."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from app import text
from app.core.db import db
from app.core.subjects import SubjectRef
from app.forum.events import (
    HelpfulChanged,
    PostEdited,
    ReplyPosted,
    SolutionChanged,
    SolutionChecked,
    ThreadModerated,
    ThreadOpened,
    ThreadSettled,
)
from app.forum.models import Post, Thread
from app.forum.queries.access import POST, THREAD
from app.search import services as search
from app.search.shapes import Entry

_PORTION = 500
_INDEXED = (
    sa.select(
        Post.id,
        Post.number,
        Post.root_id,
        Post.body,
        Post.author_id,
        Post.created_at,
        Post.helpful_count,
        Thread.id.label("thread_id"),
        Thread.group_id,
        Thread.kind,
        Thread.title,
        sa.case((Thread.outdated_at.is_(None), Thread.solution_id)).label("solution_id"),
        Thread.helpful_count.label("thread_helpful_count"),
    )
    .join(Thread, Thread.id == Post.thread_id)
    .where(Post.deleted_at.is_(None), Thread.deleted_at.is_(None))
)


def index_post(event: ThreadOpened | ReplyPosted | PostEdited) -> None:
    """Let what was just written be found."""
    _index(Post.id == event.post_id)


def index_solution(event: SolutionChanged) -> None:
    """Let a thread and the answers concerned be found as solved and solution, or no longer."""
    is_concerned = sa.or_(Post.number == 1, Post.id.in_({event.post_id, event.former_id} - {None}))
    _index(sa.and_(Post.thread_id == event.thread_id, is_concerned))


def index_settled(event: ThreadSettled | SolutionChecked) -> None:
    """Let a thread and its solution be found as what they have become, from elsewhere or with time.

    A solution that is out of date is found, but not as one.
    """
    is_concerned = sa.or_(Post.number == 1, Post.id == Thread.solution_id)
    _index(sa.and_(Post.thread_id == event.thread_id, is_concerned))


def index_moved(event: ThreadModerated) -> None:
    """Let all posts of a moved thread be found in its new group only."""
    if event.act == "moved":
        _index(Post.thread_id == event.thread_id)


def rate(event: HelpfulChanged) -> None:
    """Let what helped more people be found first."""
    counts = db.session.execute(
        sa.select(Post.helpful_count, Thread.helpful_count)
        .join(Thread, Thread.id == Post.thread_id)
        .where(Post.id == event.post_id)
    ).one()
    search.rate(SubjectRef(POST, event.post_id), usefulness=counts[0])
    search.rate(SubjectRef(THREAD, event.thread_id), usefulness=counts[1])


def threads() -> Iterator[Entry]:
    """Return the entries of all threads."""
    return _all(Post.number == 1)


def posts() -> Iterator[Entry]:
    """Return the entries of all answers and replies."""
    return _all(Post.number > 1)


def _index(condition: sa.ColumnElement[bool]) -> None:
    """Index the posts that meet the condition."""
    for row in db.session.execute(_INDEXED.where(condition)).all():
        search.index(_entry(row))


def _all(condition: sa.ColumnElement[bool]) -> Iterator[Entry]:
    """Return the entries of many posts, read in portions."""
    last = 0
    while rows := db.session.execute(
        _INDEXED.where(condition, Post.id > last).order_by(Post.id).limit(_PORTION)
    ).all():
        yield from map(_entry, rows)
        last = rows[-1].id


def _entry(row: Any) -> Entry:  # noqa: ANN401 - a row of the columns above
    """Make the entry of a post; the opening stands for its thread."""
    is_opening = row.number == 1
    return Entry(
        ref=SubjectRef(THREAD, row.thread_id) if is_opening else SubjectRef(POST, row.id),
        host=SubjectRef(THREAD, row.thread_id),
        title=row.title if is_opening else "",
        text=text.search_text(row.body),
        kind=_kind(row),
        group_id=row.group_id,
        author_id=row.author_id,
        created_at=row.created_at,
        is_solved=row.solution_id is not None if is_opening else row.solution_id == row.id,
        usefulness=row.thread_helpful_count if is_opening else row.helpful_count,
    )


def _kind(row: Any) -> str:  # noqa: ANN401 - as above
    """Return what a post is for a reader."""
    if row.number == 1:
        return str(row.kind)
    return "answer" if row.root_id is None and row.kind == "question" else "reply"
