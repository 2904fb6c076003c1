"""Opening and changing threads."""

from dataclasses import dataclass

import sqlalchemy as sa

from app.accounts import services as accounts
from app.core import clock
from app.core.db import db
from app.core.errors import FormRefused, require
from app.core.i18n import _
from app.core.limits import hit
from app.core.slugs import slug_of
from app.core.transaction import atomic, emit
from app.core.viewer import Viewer
from app.forum import policy
from app.forum.events import PostEdited, ThreadOpened
from app.forum.limits import SLUG_LENGTH
from app.forum.models import Post, Thread
from app.forum.queries.access import access_post_row
from app.forum.services.adding import CheckedThread, add_thread
from app.forum.services.revising import keep_revision
from app.forum.services.tagging import put_tags, tag_names
from app.forum.services.writing import Written, checked_title, fill, name_people, written
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
    title, names = checked_title(new.title), tag_names(new.tags)
    if new.kind not in KINDS:
        raise FormRefused(_("Choose: a question or a discussion."), field="kind")
    content = written(new.body)
    if (opened_id := _opened_under(account_id, new.once, title, content)) is not None:
        return opened_id
    hit("10 per hour", "forum.open", account_id)
    checked = CheckedThread(
        group_id=new.group_id,
        kind=new.kind,
        title=title,
        tags=names,
        author_id=account_id,
        created_at=clock.now(),
        once=new.once,
    )
    with atomic() as session:
        accounts.lock_people(session, account_id)  # as what comes twice may come at once
        if (opened_id := _opened_under(account_id, new.once, title, content)) is not None:
            return opened_id
        group_services.join_if_open(viewer, new.group_id)
        standing = groups.standing(viewer, new.group_id)
        require(standing.may_post, _("Join the group to write in it."))
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


def edit_opening(viewer: Viewer, post_id: int, *, title: str, body: str, tags: str) -> None:
    """Change the title, text and tags of a thread.

    Emits:
        PostEdited: when something is another.

    Raises:
        FormRefused: something in it cannot be accepted.
        Forbidden: the viewer may not edit it.
        NotFound: there is no such thread for this viewer.
    """
    account_id = viewer.writing_id
    title, names = checked_title(title), tag_names(tags)
    content = written(body)
    with atomic() as session:
        post, thread, standing = access_post_row(viewer, post_id, is_locked=True)
        is_closed = thread.closed_at is not None
        require(
            policy.may_edit(viewer, standing, author_id=post.author_id, is_closed=is_closed),
            _("Only its author and the moderators may edit this."),
        )
        if (title, content.body, list(names)) == (thread.title, post.body, thread.tags):
            return
        if (title, content.body) != (thread.title, post.body):
            keep_revision(session, post, editor_id=account_id, title=thread.title)
        thread.title, thread.slug = title, slug_of(title, limit=SLUG_LENGTH)
        fill(post, content)
        put_tags(session, thread, names)
        name_people(session, post, content.mentioned_ids)
        thread.version += 1
        emit(PostEdited(thread_id=thread.id, post_id=post.id, editor_id=account_id))


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
