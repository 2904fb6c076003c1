"""What those who look at a thread, or at a list, see happen at once."""

from functools import cache
from typing import Any

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core.db import db
from app.core.subjects import SubjectRef
from app.forum.events import (
    HelpfulChanged,
    PostEdited,
    PostRemoved,
    ReplyPosted,
    SolutionChanged,
    ThreadModerated,
    ThreadOpened,
)
from app.forum.models import Post, Thread
from app.forum.pieces import pieces_of
from app.forum.queries.access import POST, THREAD, thread_head, topic_of
from app.forum.queries.fresh import list_topic
from app.forum.queries.posts import post_item
from app.forum.shapes import PostItem
from app.groups import queries as groups
from app.live import services as live
from app.web.fragments import macro

_STATE = "forum/_state.html"
_SHOWN = (Thread.id, Thread.kind, Thread.tags, Thread.group_id, Thread.deleted_at)
_Row = sa.Row[*tuple[Any, ...]]


def show_reply(event: ReplyPosted) -> None:
    """Show the new post to everybody who reads the thread now."""
    if event.is_news:
        _show(event.thread_id, event.post_id, "post.added", written_by=event.author_id)


def show_edit(event: PostEdited | HelpfulChanged | PostRemoved) -> None:
    """Show a post as it is now to everybody who reads the thread."""
    _show(event.thread_id, event.post_id, "post.changed")


def show_solution(event: SolutionChanged) -> None:
    """Show the answers concerned as they are now."""
    for post_id in {event.post_id, event.former_id} - {None}:
        _show(event.thread_id, post_id, "post.changed")


def show_head(event: PostEdited | SolutionChanged | ThreadModerated) -> None:
    """Show what stands above a thread as it is now: its title, its marks, where its solution is."""
    is_about_head = not isinstance(event, PostEdited) or _is_opening(event.post_id)
    head = thread_head(event.thread_id) if is_about_head else None
    if head is None:
        return

    @cache
    def solution() -> PostItem | None:
        return post_item(head, head.solution_id) if head.solution_id else None

    def payload() -> dict[str, object]:
        return {
            "topic": head.topic,
            "title": head.title,
            "marks": macro(_STATE, "thread_marks")(head),
            "pointer": macro(_STATE, "solution_pointer")(solution()),
        }

    live.push(head.topic, "thread.changed", payload)


def show_opened(event: ThreadOpened) -> None:
    """Tell those who look at a list that would show it, its author and their silence apart."""
    if not event.is_news:
        return
    row = _thread(event.thread_id)
    silent: frozenset[int] = frozenset()
    if event.author_id is not None:
        silent = accounts.silent_towards(event.author_id) | {event.author_id}
    _tell(row, "thread.opened", silent, kind=row.kind, tags=list(row.tags))


def show_gone(event: ThreadModerated | PostRemoved) -> None:
    """Let those who were told of a new thread forget it with the thread."""
    row = _thread(event.thread_id)
    if row.deleted_at is not None:
        _tell(row, "thread.gone", frozenset())


def _is_opening(post_id: int) -> bool:
    """Tell whether a post began its thread."""
    return db.session.scalar(sa.select(Post.number).where(Post.id == post_id)) == 1


def _show(thread_id: int, post_id: int | None, name: str, *, written_by: int | None = None) -> None:
    """Push one post to the watchers of its thread, rendered as for everybody."""
    topic = topic_of(thread_id)
    head = thread_head(thread_id)
    if head is None or post_id is None:
        return

    @cache
    def shown() -> PostItem | None:
        return post_item(head, post_id)

    def payload() -> dict[str, object]:  # once for each language
        item = shown()
        return {
            "topic": topic,
            "ref": str(SubjectRef(POST, post_id)),
            "parent": item.parent_id if item else None,
            "number": item.number if item else 0,
            "html": "".join(piece.html for piece in pieces_of([item] if item else [])),
        }

    live.push(topic, name, payload, written_by=written_by)


def _thread(thread_id: int) -> _Row:
    """Return what lists need to know of a thread, shown or not."""
    return db.session.execute(sa.select(*_SHOWN).where(Thread.id == thread_id)).one()


def _tell(row: _Row, event: str, silent: frozenset[int], **more: object) -> None:
    """Tell all who look at lists of its group, and who may read it of those at all other lists.

    Who may is asked at each node when it is delivered: no right lost before is used.
    """
    own = list_topic(row.group_id)
    only = None if groups.is_public(row.group_id) else own
    for topic, narrowed in ((own, None), (list_topic(None), only)):
        payload = {"topic": topic, "ref": str(SubjectRef(THREAD, row.id)), **more}
        live.push(topic, event, payload, silent=silent, only=narrowed)
