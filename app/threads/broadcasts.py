"""What those who look at a thread see happen at once."""

from collections.abc import Callable

import sqlalchemy as sa

from app.core.db import db
from app.likes import queries as likes
from app.live import services as live
from app.live.shapes import Payload
from app.threads.events import (
    PostEdited,
    PostLiked,
    PostRemoved,
    PostRendered,
    PostRestored,
    ReplyPosted,
    ThreadLiked,
    ThreadModerated,
)
from app.threads.fragments.posts import head_at, head_state, rendered_post
from app.threads.kinds import kind_of
from app.threads.models import Post
from app.threads.queries.access import thread_head
from app.threads.shapes import ThreadHead


def show_reply(event: ReplyPosted) -> None:
    """Show the new post to everybody who reads the thread now. No query when nobody does."""
    topic = str(kind_of(event.kind).ref(event.thread_id))
    is_to_show = event.is_news and live.is_watched(topic)
    head = head_at(event.thread_id, event.version) if is_to_show else None
    if head is not None:
        by = event.author_id
        payload = _payload(head, event.post_id, event.version, with_head=True)
        live.push(head.topic, "post.added", payload, by=by, written_by=by)


def show_edit(event: PostEdited) -> None:
    """Show a post as it is now, with the title and marks when it is the opening."""
    show_changed(
        event.thread_id,
        event.post_id,
        version=event.version,
        by=event.editor_id,
        with_head=_is_opening(event.post_id),
    )


def show_rendered(event: PostRendered) -> None:
    """Show a post whose HTML was made again."""
    show_changed(event.thread_id, event.post_id, version=event.version, by=None)


def show_removal(event: PostRemoved | PostRestored) -> None:
    """Show that a post is gone, or here again, and how many there are."""
    if event.post_id is not None:
        show_changed(
            event.thread_id, event.post_id, version=event.version, by=event.actor_id, with_head=True
        )


def show_like(event: PostLiked) -> None:
    """Say how many like a post, as the step of its thread that it is."""
    kind = kind_of(event.kind)
    topic, ref = str(kind.ref(event.thread_id)), kind.post_ref(event.post_id)
    said = {"topic": topic, "ref": str(ref), "version": event.version}
    live.push(topic, "post.liked", said | {"count": likes.like_count(ref)}, by=event.account_id)


def show_state(event: ThreadModerated | ThreadLiked) -> None:
    """Show what stands above a thread to which something was done as a whole."""
    show_head(event.thread_id, version=event.version)


def show_head(thread_id: int, *, version: int) -> None:
    """Show what stands above a thread as it is now, as the step of its version that it is."""
    head = thread_head(thread_id)
    if head is not None:
        said = {"topic": head.topic, "version": version}
        live.push(head.topic, "thread.changed", lambda: said | head_state(head))


def show_changed(
    thread_id: int, post_id: int, *, version: int, by: int | None, with_head: bool = False
) -> None:
    """Push a post that is another to the watchers of its thread, rendered as for everybody.

    Args:
        thread_id: of its thread.
        post_id: of the post.
        version: of the thread, which this push makes: so a page knows what it missed.
        by: who changed it; their own page knows already.
        with_head: whether what stands above the thread changed with it.
    """
    head = thread_head(thread_id)
    if head is not None:
        payload = _payload(head, post_id, version, with_head=with_head)
        live.push(head.topic, "post.changed", payload, by=by)


def _is_opening(post_id: int) -> bool:
    """Tell whether a post began its thread."""
    return db.session.scalar(sa.select(Post.number).where(Post.id == post_id)) == 1


def _payload(
    head: ThreadHead, post_id: int, version: int, *, with_head: bool
) -> Callable[[], Payload]:
    """Return what makes a push of a post, once for each language."""

    def payload() -> Payload:
        shown = rendered_post(head, post_id)
        item = shown.post if shown else None
        said = {
            "topic": head.topic,
            "version": version,
            "ref": str(kind_of(head.kind).post_ref(post_id)),
            "parent": item.parent_id if item else None,
            "number": item.number if item else 0,
            "html": shown.html if shown else "",
        }
        return said | {"head": head_state(head)} if with_head else said

    return payload
