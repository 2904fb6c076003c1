"""The inbox of each person: its lock, its numbers, its count. Everything happens under the lock.

Locks are always taken in the order of accounts, so that two jobs never wait for each other.
"""

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core.db import add_or_lock, is_one_of
from app.notices.models import Inbox, Notice
from app.notices.shapes import InboxState

UNREAD = sa.and_(Notice.read_at.is_(None), Notice.withdrawn_at.is_(None))
_STATE = (Inbox.account_id, Inbox.unread_count, Inbox.version)
_AS_IS: dict[str, Any] = {"synchronize_session": False}
_COUNTED_ON = (
    sa.update(Inbox)
    .where(is_one_of(Inbox.account_id, "ids"))
    .values(
        last_seq=Inbox.last_seq + 1,
        unread_count=Inbox.unread_count + sa.bindparam("adding"),
        version=Inbox.version + 1,
    )
    .returning(*_STATE, Inbox.last_seq)
)


def lock_inboxes(session: Session, account_ids: Collection[int]) -> None:
    """Lock the inboxes of these people, made now where there are none. One statement."""
    add_or_lock(session, Inbox, [{"account_id": account_id} for account_id in sorted(account_ids)])


def next_numbers(
    session: Session, account_ids: Collection[int], *, adding: int
) -> Sequence[sa.Row[*tuple[Any, ...]]]:
    """Give each inbox its next number, and so many more unread bundles; the inboxes are locked."""
    params = {"ids": list(account_ids), "adding": adding}
    return session.connection().execute(_COUNTED_ON, params).all()


def inbox_as_is(session: Session, account_id: int) -> tuple[InboxState, int]:
    """Return what is unread for somebody, and their newest number."""
    row = session.execute(
        sa.select(*_STATE, Inbox.last_seq).where(Inbox.account_id == account_id)
    ).one_or_none()
    if row is None:
        return InboxState(account_id=account_id, unread=0, version=0), 0
    return _state_in(row), row.last_seq


def recount(session: Session, account_ids: Collection[int]) -> tuple[InboxState, ...]:
    """Count the unread bundles of these inboxes anew; the inboxes are locked.

    Returns:
        Those whose count is another one now. The others keep their version too: a person who was
        told nothing of what changed cannot see that anything did.
    """
    unread = (
        sa.select(sa.func.count(Notice.bundle.distinct()))
        .select_from(Notice)
        .where(Notice.account_id == Inbox.account_id, UNREAD)
        .scalar_subquery()
    )
    rows = session.execute(
        sa.update(Inbox)
        .where(Inbox.account_id.in_(account_ids), Inbox.unread_count != unread)
        .values(unread_count=unread, version=Inbox.version + 1)
        .returning(*_STATE),
        execution_options=_AS_IS,
    )
    return tuple(_state_in(row) for row in rows)


def _state_in(row: sa.Row[*tuple[Any, ...]]) -> InboxState:
    """Read the state of an inbox from a row of `_STATE`."""
    return InboxState(account_id=row.account_id, unread=row.unread_count, version=row.version)
