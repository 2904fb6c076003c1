"""Opening and changing threads."""

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from app.accounts import services as accounts
from app.core.db import db
from app.core.errors import require
from app.core.limits import check_rate
from app.core.slugs import slug_of
from app.core.transaction import atomic, emit
from app.core.versions import Check, unseen
from app.core.viewer import Viewer
from app.threads.events import ThreadOpened
from app.threads.kinds import NOTHING, Beside
from app.threads.limits import SLUG_LENGTH
from app.threads.models import Post, Thread
from app.threads.services.arrivals import joined
from app.threads.services.content import (
    Written,
    checked_body,
    checked_title,
    written,
)
from app.threads.services.event_fields import fields_of
from app.threads.services.inserts import CheckedThread, add_opening, add_thread
from app.threads.services.moments import moment_in_order
from app.threads.services.revisions import access_editable, keep_revision, rewrite


@dataclass(frozen=True, slots=True, kw_only=True)
class NewThread:
    """What is typed to open a thread."""

    group_id: int | None
    """`None`: it is for everybody; whether the viewer may open such is the caller's duty."""
    kind: str
    """`ThreadKind.kind`."""
    title: str
    body: str | None
    """`None` where the text belongs to another room."""
    once: str | None = None
    """A mark of the form it was typed in."""


def open_thread(viewer: Viewer, new: NewThread, *, beside: Beside = NOTHING) -> int:
    """Begin a thread; return its id. Joins an open group.

    The same text a second time under the same mark is the thread already opened.

    Emits:
        ThreadOpened

    Raises:
        FormRefused: something in it cannot be accepted.
        Forbidden: the viewer may not post in this group.
        NotFound: there is no such group for this viewer.
        TooOften: they opened many threads within the hour.
    """
    account_id = viewer.writing_id
    title = checked_title(new.title)
    content = None if new.body is None else written(new.body, account_id=account_id)
    if (opened_id := _opened_under(account_id, new, title, content)) is not None:
        return opened_id
    check_rate("10 per hour", "threads.open", account_id)
    checked = CheckedThread(
        group_id=new.group_id,
        kind=new.kind,
        title=title,
        author_id=account_id,
        created_at=moment_in_order(),
    )
    with atomic() as session:
        accounts.lock_people(session, account_id)  # as what comes twice may come at once
        if (opened_id := _opened_under(account_id, new, title, content)) is not None:
            return opened_id
        access = joined(viewer, new.group_id)
        require(access.may_post, access.why_silent)
        thread = add_thread(session, checked)
        if content is None:
            thread.once = new.once
        post = add_opening(session, thread, content, once=new.once) if content else None
        beside.write(thread.id)
        emit(
            ThreadOpened(
                **fields_of(thread),
                post_id=post.id if post else None,
                group_id=thread.group_id,
                author_id=account_id,
                named_ids=content.mentioned_ids - {account_id} if content else frozenset(),
            )
        )
        return thread.id


def check_opening(new: NewThread) -> None:
    """Refuse what could not be opened, whoever opened it; nothing is rendered or written.

    Raises:
        FormRefused: something in it cannot be accepted.
    """
    checked_title(new.title)
    if new.body is not None:
        checked_body(new.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedOpening:
    """What is typed to change a thread."""

    title: str
    body: str


def edit_opening(
    viewer: Viewer,
    post_id: int,
    new: ChangedOpening,
    *,
    check: Check = unseen,
    beside: Callable[[], Beside] = lambda: NOTHING,
) -> None:
    """Change the title and text of a thread.

    Args:
        viewer: who changes it.
        post_id: its opening.
        new: what was typed.
        check: called once the thread is locked.
        beside: makes what a content room keeps with it, or refuses that, after the title.

    Emits:
        PostEdited: when something is another.

    Raises:
        Changed: somebody has edited it since the form was made.
        FormRefused: something in it cannot be accepted.
        Forbidden: the viewer may not edit it.
        NotFound: there is no such thread for this viewer.
    """
    account_id = viewer.writing_id
    title, kept = checked_title(new.title), beside()
    content = written(new.body, account_id=account_id)
    with atomic() as session:
        post, thread = access_editable(viewer, post_id)
        is_reworded = (title, content.body) != (thread.title, post.body)
        if not is_reworded and not kept.differs(thread.id):
            return
        check()
        if is_reworded:
            keep_revision(session, post, editor_id=account_id, title=thread.title)
        thread.title, thread.slug = title, slug_of(title, limit=SLUG_LENGTH)
        kept.write(thread.id)
        rewrite(session, thread, post, content, editor_id=account_id)


def _opened_under(
    account_id: int, new: NewThread, title: str, content: Written | None
) -> int | None:
    """Return the thread that this person opened under the same mark with these words."""
    if new.once is None:
        return None
    opened = sa.select(Thread.id).where(
        Thread.author_id == account_id, Thread.title == title, Thread.deleted_at.is_(None)
    )
    if content is None:
        same = opened.where(Thread.once == new.once, Thread.kind == new.kind)
    else:
        first = sa.and_(Post.thread_id == Thread.id, Post.number == 1)
        same = opened.join(Post, first).where(Post.once == new.once, Post.body == content.body)
    return db.session.scalar(same.limit(1))
