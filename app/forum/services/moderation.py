"""What moderators do to threads. Each act is a row, and is told to the author."""

from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import text
from app.core import clock
from app.core.errors import FormRefused, require
from app.core.i18n import _
from app.core.transaction import atomic, emit
from app.core.viewer import Viewer
from app.forum import policy
from app.forum.events import ThreadModerated
from app.forum.limits import PINNED_MOST, REASON_LENGTH
from app.forum.models import Thread, ThreadAct
from app.forum.queries.access import access_thread_row
from app.groups import queries as groups

Change = Callable[[Session, Thread], None]


def close(viewer: Viewer, thread_id: int, *, reason: str = "") -> None:
    """Let nobody but moderators add to a thread."""

    def change(_session: Session, thread: Thread) -> None:
        thread.closed_at = clock.now()

    _moderate(viewer, thread_id, "closed", change, reason=reason)


def reopen(viewer: Viewer, thread_id: int) -> None:
    """Let people add to a closed thread again."""

    def change(_session: Session, thread: Thread) -> None:
        thread.closed_at = thread.duplicate_of = None

    _moderate(viewer, thread_id, "reopened", change)


def close_as_duplicate(viewer: Viewer, thread_id: int, other_id: int) -> None:
    """Close a thread and point to another that says the same.

    Raises:
        FormRefused: it would point to itself.
        NotFound: there is no such other thread for this viewer.
    """
    if other_id == thread_id:
        raise FormRefused(_("A thread cannot be a duplicate of itself."), field="other_id")

    def change(_session: Session, thread: Thread) -> None:
        access_thread_row(viewer, other_id)
        thread.closed_at, thread.duplicate_of = clock.now(), other_id

    _moderate(viewer, thread_id, "duplicate", change)


def pin(viewer: Viewer, thread_id: int) -> None:
    """Keep a thread at the top of its group.

    Raises:
        FormRefused: as many as there may be are pinned already.
    """

    def change(session: Session, thread: Thread) -> None:
        pinned = session.scalar(
            sa.select(sa.func.count())
            .select_from(Thread)
            .where(
                Thread.group_id == thread.group_id,
                Thread.id != thread.id,
                Thread.pinned_at.is_not(None),
                Thread.deleted_at.is_(None),
            )
        )
        if (pinned or 0) >= PINNED_MOST:
            raise FormRefused(
                _("{count} threads are pinned already: unpin one first.", count=PINNED_MOST)
            )
        thread.pinned_at = clock.now()

    _moderate(viewer, thread_id, "pinned", change)


def unpin(viewer: Viewer, thread_id: int) -> None:
    """Let a thread take its place among the others again."""

    def change(_session: Session, thread: Thread) -> None:
        thread.pinned_at = None

    _moderate(viewer, thread_id, "unpinned", change)


def move(viewer: Viewer, thread_id: int, group_id: int) -> None:
    """Move a thread to another group that the viewer moderates too.

    Raises:
        Forbidden: the viewer does not moderate the other group.
        FormRefused: it is there already, or nothing is written there any more.
        NotFound: there is no such group for this viewer.
    """

    def change(_session: Session, thread: Thread) -> None:
        standing = groups.standing(viewer, group_id)
        if group_id == thread.group_id:
            raise FormRefused(_("The thread is in this group already."), field="group")
        require(
            policy.may_moderate(viewer, standing),
            _("Threads are moved to groups that you moderate."),
        )
        if standing.group.is_archived:
            raise FormRefused(_("This group is archived: nothing is added to it."), field="group")
        thread.group_id, thread.pinned_at = group_id, None

    _moderate(viewer, thread_id, "moved", change)


def _moderate(
    viewer: Viewer, thread_id: int, act: str, change: Change, *, reason: str = ""
) -> None:
    """Change a thread as a moderator, and keep who did what and why.

    Emits:
        ThreadModerated

    Raises:
        Forbidden: the viewer does not moderate the group.
        NotFound: there is no such thread for this viewer.
    """
    account_id = viewer.writing_id
    with atomic() as session:
        thread, standing = access_thread_row(viewer, thread_id, is_locked=True)
        require(
            policy.may_moderate(viewer, standing), _("This is for the moderators of the group.")
        )
        change(session, thread)
        thread.version += 1
        done = ThreadAct(
            thread_id=thread.id,
            actor_id=account_id,
            act=act,
            reason=text.normalise(reason)[:REASON_LENGTH],
            created_at=clock.now(),
        )
        session.add(done)
        session.flush()  # the event names the act
        emit(ThreadModerated(thread_id=thread.id, act_id=done.id, actor_id=account_id, act=act))
