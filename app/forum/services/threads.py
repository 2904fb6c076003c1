"""Opening and changing threads."""

from dataclasses import dataclass

import sqlalchemy as sa

from app.accounts import services as accounts
from app.core.db import db
from app.core.errors import FormRefused, require
from app.core.i18n import _
from app.core.limits import check_rate
from app.core.slugs import slug_of
from app.core.transaction import atomic, emit
from app.core.versions import Check, unseen
from app.core.viewer import Viewer
from app.forum import policy
from app.forum.enums import Act
from app.forum.events import PostEdited, ThreadOpened
from app.forum.limits import SLUG_LENGTH
from app.forum.models import Post, Thread
from app.forum.queries.access import access_post_row
from app.forum.services.content import (
    Written,
    checked_body,
    checked_title,
    fill,
    name_people,
    written,
)
from app.forum.services.inserts import CheckedThread, add_thread
from app.forum.services.moderation_acts import UNSAID, record_act
from app.forum.services.moments import moment_in_order
from app.forum.services.revisions import keep_revision
from app.forum.services.tags import put_tags, tag_names
from app.groups import queries as groups
from app.groups import services as group_services

KINDS = ("question", "discussion")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewThread:
    """What is typed to open a thread."""

    group_id: int
    kind: str
    title: str
    body: str
    tags: str = ""
    once: str | None = None
    """A mark of the form it was typed in."""


def open_thread(viewer: Viewer, new: NewThread) -> int:
    """Ask a question or begin a discussion; return the thread's id. Joins an open group.

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
    title, names = _checked(new)
    content = written(new.body, account_id=account_id)
    if (opened_id := _opened_under(account_id, new.once, title, content)) is not None:
        return opened_id
    check_rate("10 per hour", "forum.open", account_id)
    checked = CheckedThread(
        group_id=new.group_id,
        kind=new.kind,
        title=title,
        tags=names,
        author_id=account_id,
        created_at=moment_in_order(),
        once=new.once,
    )
    with atomic() as session:
        accounts.lock_people(session, account_id)  # as what comes twice may come at once
        if (opened_id := _opened_under(account_id, new.once, title, content)) is not None:
            return opened_id
        group_services.join_if_open(viewer, new.group_id)
        access = groups.group_access(viewer, new.group_id)
        require(access.may_post, access.why_silent)
        thread, post = add_thread(session, checked, content)
        emit(
            ThreadOpened(
                thread_id=thread.id,
                post_id=post.id,
                group_id=thread.group_id,
                author_id=account_id,
            )
        )
        return thread.id


def check_thread(new: NewThread) -> None:
    """Refuse what could not be opened, whoever opened it; nothing is rendered or written.

    Raises:
        FormRefused: something in it cannot be accepted.
    """
    _checked(new)
    checked_body(new.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedOpening:
    """What is typed to change a thread."""

    title: str
    body: str
    tags: str


def edit_opening(
    viewer: Viewer, post_id: int, new: ChangedOpening, *, check: Check = unseen
) -> None:
    """Change the title, text and tags of a thread.

    Emits:
        PostEdited: when something is another.

    Raises:
        Changed: somebody has edited it since the form was made.
        FormRefused: something in it cannot be accepted.
        Forbidden: the viewer may not edit it.
        NotFound: there is no such thread for this viewer.
    """
    account_id = viewer.writing_id
    title, names = checked_title(new.title), tag_names(new.tags)
    content = written(new.body, account_id=account_id)
    with atomic() as session:
        post, thread, access = access_post_row(viewer, post_id, is_locked=True)
        is_closed = thread.closed_at is not None
        require(
            policy.may_edit(viewer, access, author_id=post.author_id, is_closed=is_closed),
            _("Only its author and the moderators may edit this."),
        )
        if (title, content.body, list(names)) == (thread.title, post.body, thread.tags):
            return
        check()
        if (title, content.body) != (thread.title, post.body):
            keep_revision(session, post, editor_id=account_id, title=thread.title)
        thread.title, thread.slug = title, slug_of(title, limit=SLUG_LENGTH)
        fill(post, content)
        put_tags(session, thread, names)
        naming = name_people(session, post, content.mentioned_ids)
        thread.version += 1
        if post.author_id != account_id:
            record_act(session, thread, Act.EDITED, account_id, about=(post, UNSAID))
        emit(
            PostEdited(
                thread_id=thread.id,
                post_id=post.id,
                editor_id=account_id,
                version=thread.version,
                named_ids=naming.added_ids,
                unnamed_ids=naming.gone_ids,
            )
        )


def _checked(new: NewThread) -> tuple[str, tuple[str, ...]]:
    """Return the title and the tags.

    Raises:
        FormRefused: one of them, or the kind, cannot be accepted.
    """
    if new.kind not in KINDS:
        raise FormRefused(_("Choose: a question or a discussion."), field="kind")
    return checked_title(new.title), tag_names(new.tags)


def _opened_under(account_id: int, once: str | None, title: str, content: Written) -> int | None:
    """Return the thread that this person opened under this mark with these words."""
    if once is None:
        return None
    return db.session.scalar(
        sa.select(Thread.id)
        .join(Post, sa.and_(Post.thread_id == Thread.id, Post.number == 1))
        .where(Thread.author_id == account_id, Thread.title == title, Thread.deleted_at.is_(None))
        .where(Post.once == once, Post.body == content.body)
        .limit(1)
    )
