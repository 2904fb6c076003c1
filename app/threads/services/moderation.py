"""What moderators do to threads. Each act is a row, and is told to the author."""

from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock
from app.core.errors import FormRefused, require
from app.core.i18n import _
from app.core.transaction import atomic, emit
from app.core.versions import Check, unseen
from app.core.viewer import Viewer
from app.groups import queries as groups
from app.threads import policy
from app.threads.enums import Act
from app.threads.events import ThreadModerated, ThreadOpenedUp
from app.threads.kinds import kind_of, kinds_in
from app.threads.limits import PINNED_MOST
from app.threads.models import Thread
from app.threads.queries.access import access_thread_row, thread_access
from app.threads.services.event_fields import change_fields, fields_of
from app.threads.services.moderation_acts import UNSAID, checked_reason, record_act
from app.threads.shapes import Reason

Change = Callable[[Session, Thread], None]


def close(
    viewer: Viewer,
    thread_id: int,
    *,
    reason: str = "",
    act: str = Act.CLOSED,
    also: Callable[[], None] = lambda: None,
) -> None:
    """Let nobody but moderators add to a thread.

    Args:
        viewer: who moderates it.
        thread_id: of the thread.
        reason: needed for the plain act, told to the author.
        act: another one for what a content room closes in its own way.
        also: what that room writes with it, in the same transaction.

    Raises:
        FormRefused: no reason is given, or a long one.
    """

    def change(_session: Session, thread: Thread) -> None:
        also()
        thread.closed_at = clock.now()

    _moderate(viewer, thread_id, act, change, reason=Reason(sentence=reason))


def reopen(viewer: Viewer, thread_id: int) -> None:
    """Let people add to a closed thread again."""

    def change(_session: Session, thread: Thread) -> None:
        thread.closed_at = None

    _moderate(viewer, thread_id, Act.REOPENED, change)


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
                Thread.kind.in_(kinds_in(kind_of(thread.kind).room)),
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

    _moderate(viewer, thread_id, Act.PINNED, change)


def unpin(viewer: Viewer, thread_id: int) -> None:
    """Let a thread take its place among the others again."""

    def change(_session: Session, thread: Thread) -> None:
        thread.pinned_at = None

    _moderate(viewer, thread_id, Act.UNPINNED, change)


def move(viewer: Viewer, thread_id: int, group_id: int, *, check: Check = unseen) -> None:
    """Move a thread to another group that the viewer moderates too.

    Emits:
        ThreadModerated
        ThreadOpenedUp: everybody reads it from now on.

    Raises:
        Changed: somebody has moved it since the form was made.
        Forbidden: the viewer does not moderate the other group.
        FormRefused: it is of no group, or there already, or nothing is written there any more.
        NotFound: there is no such group for this viewer.
    """

    def change(_session: Session, thread: Thread) -> None:
        if thread.group_id is None:
            raise FormRefused(_("It is in no group, and cannot be moved."), field="group")
        access = thread_access(viewer, group_id)
        if group_id == thread.group_id:
            raise FormRefused(_("The thread is in this group already."), field="group")
        require(
            policy.may_moderate(viewer, access),
            _("Threads are moved to groups that you moderate."),
        )
        if access.is_archived:
            raise FormRefused(_("This group is archived: nothing is added to it."), field="group")
        check()
        if access.is_public and not groups.is_public(thread.group_id):
            emit(ThreadOpenedUp(**fields_of(thread), actor_id=viewer.writing_id))
        thread.group_id, thread.pinned_at = group_id, None

    _moderate(viewer, thread_id, Act.MOVED, change)


def _moderate(
    viewer: Viewer, thread_id: int, act: str, change: Change, *, reason: Reason = UNSAID
) -> None:
    """Change a thread as a moderator, and keep who did what and why; for acts of any room.

    Emits:
        ThreadModerated, ActRecorded

    Raises:
        Forbidden: the viewer does not moderate the group.
        FormRefused: the reason is too long, or a thread is closed without any.
        NotFound: there is no such thread for this viewer.
    """
    account_id = viewer.writing_id
    with atomic() as session:
        thread, access = access_thread_row(viewer, thread_id, is_locked=True)
        require(policy.may_moderate(viewer, access), _("This is for the moderators of the group."))
        said = checked_reason(reason, is_needed=act == Act.CLOSED)
        former_group_id = thread.group_id
        change(session, thread)
        thread.version += 1
        act_id = record_act(session, thread, act, account_id, about=(None, said))
        emit(
            ThreadModerated(
                **change_fields(thread),
                act_id=act_id,
                actor_id=account_id,
                act=act,
                former_group_id=former_group_id,
            )
        )
