"""Answering, replying, editing and deleting."""

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.core.db import db
from app.core.errors import DomainError, FormRefused, NotFound, require
from app.core.i18n import _
from app.core.idempotency import key_of
from app.core.limits import check_rate
from app.core.transaction import atomic, emit
from app.core.versions import Check, unseen
from app.core.viewer import Viewer
from app.threads import policy
from app.threads.events import ReplyPosted
from app.threads.models import Post, Thread
from app.threads.queries.access import access_thread_row
from app.threads.services.arrivals import joined
from app.threads.services.content import Written, written
from app.threads.services.event_fields import reply_fields
from app.threads.services.inserts import add_post
from app.threads.services.moments import moment_in_order
from app.threads.services.revisions import access_editable, keep_revision, rewrite
from app.threads.shapes import PostedReply, ThreadAccess


def post_reply(
    viewer: Viewer,
    thread_id: int,
    *,
    body: str,
    parent_id: int | None = None,
    once: str | None = None,
) -> PostedReply:
    """Answer a thread, or reply to one of its posts. Joins an open group.

    Args:
        parent_id: the post replied to, the opening included; `None` for an answer.
        once: a mark of this text; what comes again under it is the post already made.

    Emits:
        ReplyPosted: when it is new.

    Raises:
        FormRefused: the text cannot be accepted, or the post replied to is gone.
        Forbidden: the viewer may not post here, or the thread is closed.
        NotFound: there is no such thread for this viewer.
        TooOften: they wrote a lot within the minute.
    """
    account_id, once = viewer.writing_id, key_of(once, body, str(parent_id or ""))
    try:
        return _post_new(viewer, thread_id, body=body, parent_id=parent_id, once=once)
    except (DomainError, IntegrityError):
        # What is refused may be here already: its first answer was lost, or another tab was faster.
        posted_id = _posted_under(account_id, thread_id, once)
        if posted_id is None:
            raise
        return PostedReply(post_id=posted_id)


def edit_post(viewer: Viewer, post_id: int, *, body: str, check: Check = unseen) -> None:
    """Change the text of an answer or a reply.

    Emits:
        PostEdited: when the text is another.

    Raises:
        Changed: somebody has edited it since the form was made.
        FormRefused: the text cannot be accepted.
        Forbidden: the viewer may not edit it.
        NotFound: there is no such post for this viewer.
    """
    account_id = viewer.writing_id
    content = written(body, account_id=account_id)
    with atomic() as session:
        post, thread = access_editable(viewer, post_id)
        if content.body == post.body:
            return
        check()
        keep_revision(session, post, editor_id=account_id)
        rewrite(session, thread, post, content, editor_id=account_id)


def _post_new(
    viewer: Viewer, thread_id: int, *, body: str, parent_id: int | None, once: str | None
) -> PostedReply:
    """Add a post that nobody has added under this mark.

    Raises:
        IntegrityError: somebody has.
    """
    account_id = viewer.writing_id
    content = _counted(account_id, body)
    with atomic() as session:
        thread, access = _open_for(viewer, thread_id)
        parent, at = _parent(session, thread, parent_id), moment_in_order()
        post = add_post(session, thread, parent, content, author_id=account_id, at=at, once=once)
        emit(
            ReplyPosted(
                **reply_fields(thread, post),
                addressee_id=parent.author_id if parent else thread.author_id,
                named_ids=content.mentioned_ids - {account_id},
                is_first_answer=parent is None and thread.answer_count == 1,
            )
        )
        return PostedReply(post_id=post.id, version=thread.version, access=access)


def _counted(account_id: int, body: str) -> Written:
    """Return an answer, checked and rendered, and count it.

    Raises:
        FormRefused: the text cannot be accepted.
        TooOften: they wrote a lot within the minute, or the hour.
    """
    content = written(body, account_id=account_id)
    check_rate("12 per minute", "threads.reply", account_id)
    check_rate("120 per hour", "threads.reply.hour", account_id)
    return content


def _posted_under(account_id: int, thread_id: int, once: str | None) -> int | None:
    """Return the post that this person made in this thread under this mark."""
    if once is None:
        return None
    return db.session.scalar(
        sa.select(Post.id).where(
            Post.thread_id == thread_id, Post.author_id == account_id, Post.once == once
        )
    )


def _open_for(viewer: Viewer, thread_id: int) -> tuple[Thread, ThreadAccess]:
    """Return a thread, locked, to which the viewer may add, and how they stand in it.

    Joins an open group.

    Raises:
        Forbidden: the viewer may not post here, or the thread is closed.
        NotFound: there is no such thread for this viewer.
    """
    thread, access = access_thread_row(viewer, thread_id, is_locked=True)
    if not access.is_member:
        access = joined(viewer, thread.group_id)
    require(access.may_post, access.why_silent)
    require(
        policy.may_reply(viewer, access, is_closed=thread.closed_at is not None),
        _("This thread is closed: nothing can be added to it."),
    )
    return thread, access


def _parent(session: Session, thread: Thread, parent_id: int | None) -> Post | None:
    """Return the post replied to; `None` for an answer.

    Raises:
        FormRefused: it has been deleted.
        NotFound: it is not of this thread.
    """
    if parent_id is None:
        return None
    parent = session.get(Post, parent_id)
    if parent is None or parent.thread_id != thread.id:
        raise NotFound
    if parent.deleted_at is not None:
        raise FormRefused(
            _("The post you reply to has been deleted meanwhile; answer the thread instead."),
            field="body",
        )
    return parent
