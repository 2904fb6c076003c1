"""The job behind every activity: bring the notices of all concerned into agreement with it.

It may run twice, at once with itself, or be killed anywhere: each batch is one transaction under
the lock of the activity and of the boxes, whoever has the notice already is left out, and the
activity counts as done only with the last batch. What no job finished, the sweep takes up.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock
from app.core.db import db
from app.core.jobs import enqueue
from app.core.transaction import atomic, emit
from app.notices import queries
from app.notices.boxes import lock_boxes, next_numbers, recount
from app.notices.events import BoxesRecounted, Noticed
from app.notices.kinds import kinds
from app.notices.models import Activity, Notice
from app.notices.recipients import recipients
from app.notices.shapes import ActivityItem, Delivery, Rule

BATCH = 1000
"""People told in one transaction."""
_WAIT = timedelta(seconds=5)
"""The sweep leaves to its own job what changed less long ago."""
_GIVE_UP = timedelta(days=1)
"""The sweep leaves alone what failed for so long; the log has told of it every minute."""
_AT_A_TIME = 500
_AS_IS = {"synchronize_session": False}
_Told = Sequence[tuple[int, Rule]]


def fan_out(activity_id: int) -> None:
    """Tell those concerned of an activity, or take its notices back when it was withdrawn.

    Emits:
        Noticed: once for each batch of people who were told.
        BoxesRecounted: once for each batch of people whose notice went or came back.
    """
    row = db.session.execute(
        sa.select(Activity.__table__).where(Activity.id == activity_id)
    ).one_or_none()
    if row is None or row.fanned_out_at is not None:
        return
    activity = queries.item_of(row)
    is_withdrawn = row.withdrawn_at is not None
    told = _still_told(activity_id) if is_withdrawn else _to_tell(activity)
    batches = [told[start : start + BATCH] for start in range(0, len(told), BATCH)] or [[]]
    for number, batch in enumerate(batches, start=1):
        with atomic() as session:
            if not _is_as_it_was(session, activity_id, row.changed_at):
                return  # somebody else saw to it, or it changed, and its next job will
            if batch and is_withdrawn:
                _take_back(session, activity_id, [account_id for account_id, _rule in batch])
            elif batch:
                _tell(session, activity, dict(batch))
            if number == len(batches):
                _settle(session, activity_id)


def sweep() -> None:
    """Have those activities seen to whose job was lost."""
    now = clock.now()
    ids = db.session.scalars(
        sa.select(Activity.id)
        .where(
            Activity.fanned_out_at.is_(None),
            Activity.changed_at < now - _WAIT,
            Activity.changed_at > now - _GIVE_UP,
        )
        .order_by(Activity.changed_at)
        .limit(_AT_A_TIME)
    ).all()
    for activity_id in ids:
        enqueue("notices.fan_out", activity_id)


def _to_tell(activity: ActivityItem) -> _Told:
    """Return who is told; nobody, when the room that announced the kind is gone."""
    kind = kinds().get(activity.kind)
    return recipients(kind, activity) if kind is not None else []


def _still_told(activity_id: int) -> _Told:
    """Return whose notice of a withdrawn activity still stands."""
    rows = db.session.execute(
        sa.select(Notice.account_id, Notice.rule)
        .where(Notice.activity_id == activity_id, Notice.withdrawn_at.is_(None))
        .order_by(Notice.account_id)
    )
    return [(row.account_id, Rule(row.rule)) for row in rows]


def _is_as_it_was(session: Session, activity_id: int, changed_at: datetime) -> bool:
    """Lock an activity, and tell whether it is still the one that was read and not done."""
    row = session.execute(
        sa.select(Activity.changed_at, Activity.fanned_out_at)
        .where(Activity.id == activity_id)
        .with_for_update()
    ).one_or_none()
    return row is not None and row.fanned_out_at is None and row.changed_at == changed_at


def _tell(session: Session, activity: ActivityItem, batch: dict[int, Rule]) -> None:
    """Write the notices of a batch of people; bring back those that had been withdrawn."""
    lock_boxes(session, batch)
    of_batch = sa.and_(Notice.activity_id == activity.id, Notice.account_id.in_(batch))
    known = {
        row.account_id: row.withdrawn_at
        for row in session.execute(
            sa.select(Notice.account_id, Notice.withdrawn_at).where(of_batch)
        )
    }
    gone = [account_id for account_id, withdrawn_at in known.items() if withdrawn_at is not None]
    if gone:
        back = sa.and_(Notice.activity_id == activity.id, Notice.account_id.in_(gone))
        _set_withdrawn(session, back, None, gone)
    fresh = [account_id for account_id in batch if account_id not in known]
    if fresh:
        deliveries = _write(session, activity.id, {one: batch[one] for one in fresh})
        emit(Noticed(activity_id=activity.id, deliveries=deliveries))


def _write(session: Session, activity_id: int, fresh: dict[int, Rule]) -> tuple[Delivery, ...]:
    """Give each person the next number, and write the notice that bears it."""
    boxes = {row.account_id: row for row in next_numbers(session, fresh)}
    now = clock.now()
    rows = [
        {
            "account_id": account_id,
            "seq": boxes[account_id].last_seq,
            "activity_id": activity_id,
            "rule": rule,
            "created_at": now,
        }
        for account_id, rule in fresh.items()
    ]
    ids = {
        row.account_id: row.id
        for row in session.execute(sa.insert(Notice).returning(Notice.id, Notice.account_id), rows)
    }
    return tuple(
        Delivery(
            notice_id=ids[account_id],
            account_id=account_id,
            seq=boxes[account_id].last_seq,
            rule=rule,
            unread=boxes[account_id].unread_count,
            version=boxes[account_id].version,
        )
        for account_id, rule in fresh.items()
    )


def _take_back(session: Session, activity_id: int, account_ids: Sequence[int]) -> None:
    """Withdraw the notices of a batch of people."""
    lock_boxes(session, account_ids)
    standing = sa.and_(Notice.activity_id == activity_id, Notice.account_id.in_(account_ids))
    _set_withdrawn(session, standing, clock.now(), account_ids)


def _set_withdrawn(
    session: Session,
    wanted: sa.ColumnElement[bool],
    moment: datetime | None,
    account_ids: Sequence[int],
) -> None:
    """Withdraw notices or bring them back, and count their boxes anew."""
    change = sa.update(Notice).where(wanted).values(withdrawn_at=moment)
    session.execute(change, execution_options=_AS_IS)
    emit(BoxesRecounted(boxes=recount(session, account_ids)))


def _settle(session: Session, activity_id: int) -> None:
    """Note that the notices agree with the activity."""
    done = sa.update(Activity).where(Activity.id == activity_id)
    session.execute(done.values(fanned_out_at=clock.now()), execution_options=_AS_IS)
