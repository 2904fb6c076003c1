"""The box of each person: its lock, its numbers, its count. Everything happens under the lock.

Locks are always taken in the order of accounts, so that two jobs never wait for each other.
"""

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core.db import add_missing
from app.notices.models import Notice, NoticeBox
from app.notices.shapes import BoxState

UNREAD = sa.and_(Notice.read_at.is_(None), Notice.withdrawn_at.is_(None))
_STATE = (NoticeBox.account_id, NoticeBox.unread_count, NoticeBox.version)
_AS_IS: dict[str, Any] = {"synchronize_session": False}


def lock_boxes(session: Session, account_ids: Collection[int]) -> None:
    """Lock the boxes of these people, made now where there are none."""
    in_order = sorted(account_ids)
    add_missing(session, NoticeBox, [{"account_id": account_id} for account_id in in_order])
    session.execute(
        sa.select(NoticeBox.account_id)
        .where(NoticeBox.account_id.in_(in_order))
        .order_by(NoticeBox.account_id)
        .with_for_update()
    ).all()


def next_numbers(
    session: Session, account_ids: Collection[int], *, adding: int
) -> Sequence[sa.Row[*tuple[Any, ...]]]:
    """Give each box its next number, and so many more unread piles; the boxes are locked."""
    return session.execute(
        sa.update(NoticeBox)
        .where(NoticeBox.account_id.in_(account_ids))
        .values(
            last_seq=NoticeBox.last_seq + 1,
            unread_count=NoticeBox.unread_count + adding,
            version=NoticeBox.version + 1,
        )
        .returning(*_STATE, NoticeBox.last_seq),
        execution_options=_AS_IS,
    ).all()


def box_as_is(session: Session, account_id: int) -> tuple[BoxState, int]:
    """Return what is unread for somebody, and their newest number."""
    row = session.execute(
        sa.select(*_STATE, NoticeBox.last_seq).where(NoticeBox.account_id == account_id)
    ).one_or_none()
    if row is None:
        return BoxState(account_id=account_id, unread=0, version=0), 0
    return _state_in(row), row.last_seq


def recount(session: Session, account_ids: Collection[int]) -> tuple[BoxState, ...]:
    """Count the unread piles of these boxes anew; the boxes are locked.

    Returns:
        Those whose count is another one now. The others keep their version too: a person who was
        told nothing of what changed cannot see that anything did.
    """
    unread = (
        sa.select(sa.func.count(Notice.pile.distinct()))
        .select_from(Notice)
        .where(Notice.account_id == NoticeBox.account_id, UNREAD)
        .scalar_subquery()
    )
    rows = session.execute(
        sa.update(NoticeBox)
        .where(NoticeBox.account_id.in_(account_ids), NoticeBox.unread_count != unread)
        .values(unread_count=unread, version=NoticeBox.version + 1)
        .returning(*_STATE),
        execution_options=_AS_IS,
    )
    return tuple(_state_in(row) for row in rows)


def _state_in(row: sa.Row[*tuple[Any, ...]]) -> BoxState:
    """Read the state of a box from a row of `_STATE`."""
    return BoxState(account_id=row.account_id, unread=row.unread_count, version=row.version)
