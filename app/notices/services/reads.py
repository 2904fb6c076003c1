"""Reading: what one person has seen is seen in every tab and on every device."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock
from app.core.db import db
from app.core.subjects import SubjectRef
from app.core.transaction import atomic, emit
from app.core.viewer import Viewer
from app.notices.events import NoticesRead
from app.notices.inboxes.inboxes import UNREAD, inbox_as_is, lock_inboxes, recount
from app.notices.models import Activity, Notice

_MOST_NAMED = 100
_AS_IS = {"synchronize_session": False}


def mark_read(
    viewer: Viewer,
    *,
    container: SubjectRef | None = None,
    upto: int | None = None,
    bundle: int | None = None,
    kinds: Collection[str] = (),
) -> int:
    """Mark notices of the viewer read: all of them, or those that the arguments leave.

    Args:
        viewer: whose notices; suspended members may read too.
        container: only those about this subject, or about something in it.
        upto: only those whose number is not greater.
        bundle: only those on this bundle.
        kinds: only those of these kinds, where any are named.

    Returns:
        How many bundles are unread now.

    Emits:
        NoticesRead: when there was something to mark.
    """
    account_id = viewer.known_id
    wanted = sa.and_(Notice.account_id == account_id, UNREAD)
    if upto is not None:
        wanted &= Notice.seq <= upto
    if bundle is not None:
        wanted &= Notice.bundle == bundle
    if kinds:
        wanted &= Notice.kind.in_(kinds)
    if container is not None:
        wanted &= Notice.activity_id.in_(_in_container(container))
    if db.session.scalar(sa.select(Notice.id).where(wanted).limit(1)) is None:
        return _unread(account_id)  # no lock and no write for a thread without notices
    with atomic() as session:
        lock_inboxes(session, [account_id])
        return _mark(session, account_id, wanted)


def _mark(session: Session, account_id: int, wanted: sa.ColumnElement[bool]) -> int:
    """Mark and count; the inbox is locked."""
    change = sa.update(Notice).where(wanted).values(read_at=clock.now()).returning(Notice.bundle)
    touched = set(session.scalars(change, execution_options=_AS_IS))
    recount(session, [account_id])
    own_unread = sa.and_(Notice.account_id == account_id, UNREAD)
    oldest = session.scalar(sa.select(sa.func.min(Notice.seq)).where(own_unread))
    inbox, newest = inbox_as_is(session, account_id)
    named = sorted(touched, reverse=True)[:_MOST_NAMED]
    still = sa.select(Notice.bundle).where(own_unread, Notice.bundle.in_(named))
    emit(
        NoticesRead(
            inbox=inbox,
            upto=newest if oldest is None else oldest - 1,
            bundles=tuple(sorted(set(named) - set(session.scalars(still)))),
        )
    )
    return inbox.unread


def _in_container(ref: SubjectRef) -> sa.Select[int]:
    """Return, as a sub-select, the activities about a subject or something in it."""
    return sa.select(Activity.id).where(
        sa.or_(
            sa.and_(Activity.subject_kind == ref.kind, Activity.subject_id == ref.id),
            sa.and_(Activity.container_kind == ref.kind, Activity.container_id == ref.id),
        )
    )


def _unread(account_id: int) -> int:
    inbox, _newest = inbox_as_is(db.session(), account_id)
    return inbox.unread
