"""What a subject is for single people: whom it names may change while it stays."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock
from app.core.subjects import SubjectRef
from app.core.transaction import atomic, emit
from app.notices.events import InboxesRecounted
from app.notices.inboxes.bundles import rebundle
from app.notices.inboxes.inboxes import lock_inboxes, recount
from app.notices.models import Activity, DirectRecipient, Notice

_AS_IS = {"synchronize_session": False}


def withdraw_from(subject: SubjectRef, account_ids: Collection[int], *, kind: str) -> None:
    """Take back what a subject was for some people; what they have read stays read.

    Emits:
        InboxesRecounted: when there is somebody who had been told.
    """
    if not account_ids:
        return
    with atomic() as session:
        activity_ids = _locked(session, subject)
        session.execute(
            sa.delete(DirectRecipient).where(
                DirectRecipient.activity_id.in_(activity_ids),
                DirectRecipient.account_id.in_(account_ids),
                DirectRecipient.kind == kind,
            )
        )
        _set_withdrawn(session, activity_ids, account_ids, kind, is_withdrawn=True)


def restore_to(subject: SubjectRef, account_ids: Collection[int], *, kind: str) -> frozenset[int]:
    """Bring back what a subject was for some people; return those who were never told.

    Emits:
        InboxesRecounted: when there is somebody to whom it comes back.
    """
    if not account_ids:
        return frozenset()
    with atomic() as session:
        activity_ids = _locked(session, subject)
        _set_withdrawn(session, activity_ids, account_ids, kind, is_withdrawn=False)
        told = sa.select(Notice.account_id).where(
            Notice.activity_id.in_(activity_ids), Notice.account_id.in_(account_ids)
        )
        return frozenset(account_ids) - frozenset(session.scalars(told))


def _locked(session: Session, subject: SubjectRef) -> list[int]:
    """Lock what happened to a subject, and have what is being told of it begin anew.

    A job that has read whom it concerns, and has not written yet, would write it regardless: it
    goes on only with an activity that is as it was.
    """
    about = sa.and_(Activity.subject_kind == subject.kind, Activity.subject_id == subject.id)
    ids = session.scalars(
        sa.select(Activity.id).where(about).order_by(Activity.id).with_for_update()
    ).all()
    waiting = sa.and_(Activity.id.in_(ids), Activity.fanned_out_at.is_(None))
    session.execute(
        sa.update(Activity).where(waiting).values(changed_at=clock.now()), execution_options=_AS_IS
    )
    return list(ids)


def _set_withdrawn(
    session: Session,
    activity_ids: list[int],
    account_ids: Collection[int],
    kind: str,
    *,
    is_withdrawn: bool,
) -> None:
    """Withdraw unread notices of a kind, or bring them back, and count bundles and inboxes anew."""
    withdrawn_at = Notice.withdrawn_at
    wanted = sa.and_(
        Notice.activity_id.in_(activity_ids),
        Notice.account_id.in_(account_ids),
        Notice.kind == kind,
        Notice.read_at.is_(None),
        withdrawn_at.is_(None) if is_withdrawn else withdrawn_at.is_not(None),
    )
    changed = sorted(set(session.scalars(sa.select(Notice.account_id).where(wanted))))
    if not changed:
        return
    lock_inboxes(session, changed)
    session.execute(
        sa.update(Notice).where(wanted).values(withdrawn_at=clock.now() if is_withdrawn else None),
        execution_options=_AS_IS,
    )
    rebundle(session, Activity.id.in_(activity_ids), changed)
    emit(InboxesRecounted(inboxes=recount(session, changed)))
