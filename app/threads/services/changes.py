"""A thread in the hands of a content room: locked, with what that room may know and do of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core.db import db
from app.core.transaction import atomic
from app.core.viewer import Viewer
from app.threads import policy
from app.threads.models import Post, Thread
from app.threads.queries.access import access_post_row, access_thread_row
from app.threads.services.moderation_acts import UNSAID, record_act
from app.threads.shapes import Reason, ThreadAccess


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPost:
    """What a content room may know of a post in a thread it changes."""

    id: int
    author_id: int | None
    is_answer: bool
    """It stands directly under the opening."""


class ThreadChange:
    """A thread, locked until the transaction ends. Made by the functions below only."""

    def __init__(self, session: Session, thread: Thread) -> None:
        """Hold a locked row."""
        self._session = session
        self._thread = thread
        self.id = thread.id
        self.kind = thread.kind
        self.group_id = thread.group_id
        self.author_id = thread.author_id
        self.answer_count = thread.answer_count
        self.is_closed = thread.closed_at is not None

    @property
    def featured_id(self) -> int | None:
        """The answer that stands first."""
        return self._thread.featured_id

    def feature(self, post_id: int | None) -> int | None:
        """Let another answer stand first, or none; return the one that did."""
        former_id, self._thread.featured_id = self._thread.featured_id, post_id
        return former_id

    def advance(self, steps: int = 1) -> int:
        """Make the next version, one step for each push to come; return the last of them."""
        self._thread.version += steps
        return self._thread.version

    def rate(self, post_id: int, by: int, *, elsewhere: int = 0) -> None:
        """Add to the usefulness of an answer and its thread; `elsewhere` came with an import."""
        post = self._session.get_one(Post, post_id)
        post.usefulness += by
        post.usefulness_elsewhere += elsewhere
        self._thread.usefulness += by

    def post(self, post_id: int) -> ChangedPost | None:
        """Return a post of this thread; `None` when there is no such one."""
        post = self._session.get(Post, post_id)
        return None if post is None or post.thread_id != self.id else _changed(post)

    def record(self, act: str, actor_id: int, reason: Reason = UNSAID) -> None:
        """Keep what a moderator did to it, and let its author be told.

        Emits:
            ActRecorded
        """
        record_act(self._session, self._thread, act, actor_id, about=(None, reason))


class AccessedChange(ThreadChange):
    """The same, with what somebody may do in the thread."""

    def __init__(
        self, session: Session, thread: Thread, viewer: Viewer, access: ThreadAccess
    ) -> None:
        """Hold a locked row that the viewer may see."""
        super().__init__(session, thread)
        self.access = access
        self.may_moderate = policy.may_moderate(viewer, access)
        self.may_reply = policy.may_reply(viewer, access, is_closed=self.is_closed)


@contextmanager
def changed_thread(viewer: Viewer, thread_id: int) -> Iterator[AccessedChange]:
    """Change a thread that the viewer may see, in one transaction.

    Raises:
        NotFound: there is no such thread for this viewer.
    """
    with atomic() as session:
        thread, access = access_thread_row(viewer, thread_id, is_locked=True)
        yield AccessedChange(session, thread, viewer, access)


@contextmanager
def changed_post(viewer: Viewer, post_id: int) -> Iterator[tuple[AccessedChange, ChangedPost]]:
    """Change what hangs on a post that the viewer may see; its thread is locked till that is over.

    Raises:
        NotFound: there is no such post for this viewer.
    """
    with atomic() as session:
        post, thread, access = access_post_row(viewer, post_id, is_locked=True)
        yield AccessedChange(session, thread, viewer, access), _changed(post)


def locked_thread(thread_id: int) -> ThreadChange | None:
    """Return a thread, locked, for what nobody in particular does; inside `atomic()`.

    `None` when it is gone.
    """
    session = db.session()
    thread = session.scalars(
        sa.select(Thread)
        .where(Thread.id == thread_id, Thread.deleted_at.is_(None))
        .with_for_update()
    ).one_or_none()
    return None if thread is None else ThreadChange(session, thread)


def locked_post(post_id: int) -> tuple[ThreadChange, ChangedPost]:
    """Return a post and its thread, locked, for what nobody in particular does; inside `atomic()`.

    That there is such a post is the caller's duty.
    """
    session = db.session()
    post = session.get_one(Post, post_id)
    thread = session.get_one(Thread, post.thread_id, with_for_update=True)
    return ThreadChange(session, thread), _changed(post)


def _changed(post: Post) -> ChangedPost:
    """Return what is to be known of a row."""
    return ChangedPost(
        id=post.id,
        author_id=post.author_id,
        is_answer=post.number > 1 and post.root_id is None,
    )
