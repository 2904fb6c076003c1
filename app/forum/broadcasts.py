"""What those who look at a thread, or at a list, see happen at once."""

from dataclasses import replace
from functools import cache
from typing import Any

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core.db import db
from app.core.subjects import SubjectRef
from app.forum.events import (
    HelpfulChanged,
    PostEdited,
    PostLiked,
    PostRemoved,
    PostRendered,
    ReplyPosted,
    SolutionChanged,
    SolutionChecked,
    ThreadModerated,
    ThreadOpened,
)
from app.forum.fragments.posts import head_state, pieces_of
from app.forum.models import Post, Thread
from app.forum.queries.access import POST, THREAD, thread_head, topic_of
from app.forum.queries.new_threads import list_topic
from app.forum.queries.posts import post_item
from app.forum.shapes import PostItem
from app.groups import queries as groups
from app.likes import queries as likes
from app.live import services as live

_SHOWN = (
    Thread.id,
    Thread.kind,
    Thread.tags,
    Thread.group_id,
    Thread.answer_count,
    Thread.closed_at,
    Thread.deleted_at,
)
_OfPost = ReplyPosted | PostEdited | PostRendered | PostRemoved | SolutionChanged | HelpfulChanged
_Row = sa.Row[*tuple[Any, ...]]


def show_reply(event: ReplyPosted) -> None:
    """Show the new post to everybody who reads the thread now."""
    if event.is_news:
        _show(event, "post.added", by=event.author_id, with_head=True)


def show_edit(event: PostEdited) -> None:
    """Show a post as it is now, with the title and the tags when it is the opening."""
    _show(event, "post.changed", by=event.editor_id, with_head=_is_opening(event.post_id))


def show_rendered(event: PostRendered) -> None:
    """Show a post whose HTML was made again."""
    _show(event, "post.changed", by=None)


def show_removal(event: PostRemoved) -> None:
    """Show that a post is gone, and how many are left."""
    _show(event, "post.changed", by=event.actor_id, with_head=True)


def show_helpful(event: HelpfulChanged) -> None:
    """Show how many an answer helped."""
    _show(event, "post.changed", by=event.account_id)


def show_solution(event: SolutionChanged) -> None:
    """Show the answers concerned as they are now, each under a number of its own."""
    changed = [one for one in (event.former_id, event.post_id) if one is not None]
    for version, post_id in enumerate(changed, event.version - len(changed) + 1):
        step = replace(event, post_id=post_id, version=version)
        _show(step, "post.changed", by=event.actor_id, with_head=True)


def show_like(event: PostLiked) -> None:
    """Say how many like a post, as the step of its thread that it is."""
    topic = topic_of(event.thread_id)
    ref = SubjectRef(POST, event.post_id)
    said = {"topic": topic, "ref": str(ref), "version": event.version}
    live.push(topic, "post.liked", said | {"count": likes.like_count(ref)}, by=event.account_id)


def show_head(event: ThreadModerated | SolutionChecked) -> None:
    """Show what stands above a thread as it is now: its title, its marks, where its solution is."""
    head = thread_head(event.thread_id)
    if head is not None:
        said = {"topic": head.topic, "version": event.version}
        live.push(head.topic, "thread.changed", lambda: said | head_state(head))


def show_opened(event: ThreadOpened) -> None:
    """Tell those who look at a list that would show it, its author and their silence apart."""
    if not event.is_news:
        return
    row = _thread(event.thread_id)
    silent: frozenset[int] = frozenset()
    if event.author_id is not None:
        silent = accounts.blocked_with(event.author_id) | {event.author_id}
    _tell(row, "thread.opened", silent, kind=row.kind, tags=list(row.tags))


def show_gone(event: ThreadModerated | PostRemoved) -> None:
    """Let those who were told of a new thread forget it with the thread."""
    row = _thread(event.thread_id)
    if row.deleted_at is not None:
        _tell(row, "thread.gone", frozenset())


def show_moved(event: ThreadModerated) -> None:
    """Let lists of both groups ask anew what is new in them: others may read it now."""
    group_id = _thread(event.thread_id).group_id
    if group_id != event.former_group_id:
        for listed in (event.former_group_id, group_id, None):
            live.push(list_topic(listed), "refresh", {"topic": list_topic(listed)})


def show_helped(event: ReplyPosted | ThreadModerated) -> None:
    """Let lists of what waits forget a question that got its first answer, or was closed."""
    row = _thread(event.thread_id)
    is_first = row.answer_count == 1 and isinstance(event, ReplyPosted) and event.is_answer
    if row.kind == "question" and (is_first or row.closed_at is not None):
        _tell(row, "thread.answered", frozenset())


def _is_opening(post_id: int) -> bool:
    """Tell whether a post began its thread."""
    return db.session.scalar(sa.select(Post.number).where(Post.id == post_id)) == 1


def _show(event: _OfPost, name: str, *, by: int | None, with_head: bool = False) -> None:
    """Push one post to the watchers of its thread, rendered as for everybody.

    Each push bears the version of the thread that it makes, so that a page knows what it missed.
    """
    topic, post_id = topic_of(event.thread_id), event.post_id
    head = thread_head(event.thread_id)
    if head is None or post_id is None:
        return

    @cache
    def shown() -> PostItem | None:
        return post_item(head, post_id)

    def payload() -> dict[str, object]:  # once for each language
        item = shown()
        said = {
            "topic": topic,
            "version": event.version,
            "ref": str(SubjectRef(POST, post_id)),
            "parent": item.parent_id if item else None,
            "number": item.number if item else 0,
            "html": "".join(piece.html for piece in pieces_of([item] if item else [])),
        }
        return said | {"head": head_state(head)} if with_head else said

    written_by = by if name == "post.added" else None
    live.push(topic, name, payload, by=by, written_by=written_by)


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
