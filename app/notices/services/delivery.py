"""The job behind every activity: bring the notices of all concerned into agreement with it.

It may run twice, at once with itself, or be killed anywhere: each batch is one transaction under
the lock of the activity and of the inboxes, whoever has the notice already is left out, and the
activity counts as done only with the last batch. What no job finished, the sweep takes up.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock
from app.core.db import db, execute, is_one_of
from app.core.errors import NotFound
from app.core.jobs import enqueue
from app.core.topics import admitted_to
from app.core.transaction import atomic, emit
from app.notices import queries
from app.notices.events import InboxesRecounted, Noticed
from app.notices.inboxes.bundles import Bundle, bundles_for, rebundle
from app.notices.inboxes.inboxes import lock_inboxes, next_numbers, recount
from app.notices.models import Activity, Notice
from app.notices.rules.quotas import within_bounds
from app.notices.rules.recipients import recipients
from app.notices.shapes import ActivityItem, Delivery, PlannedNotice

BATCH = 1000
"""People told in one transaction."""
_JUST_NOW = timedelta(minutes=5)
_AS_IS = {"synchronize_session": False}
_Person = TypeVar("_Person")
_TOLD = sa.select(Notice.account_id, Notice.withdrawn_at).where(
    Notice.activity_id == sa.bindparam("activity_id"), is_one_of(Notice.account_id, "ids")
)
_STATE = (
    sa.select(Activity.changed_at, Activity.fanned_out_at)
    .where(Activity.id == sa.bindparam("activity_id"))
    .with_for_update()
)
_NOTICES = sa.insert(Notice)
_DONE = (
    sa.update(Activity)
    .where(Activity.id == sa.bindparam("activity_id"), Activity.fanned_out_at.is_(None))
    .where(Activity.changed_at == sa.bindparam("as_read"))
    .values(fanned_out_at=sa.bindparam("now"))
)


def fan_out(activity_id: int) -> None:
    """Tell those concerned of an activity, or take its notices back when it was withdrawn.

    Emits:
        Noticed: once for each batch of people who were told.
        InboxesRecounted: once for each batch of people whose notice went or came back.
    """
    row = queries.activity_row(activity_id)
    if row is None or row.fanned_out_at is not None:
        return
    if row.withdrawn_at is None:
        activity = queries.item_of(row, queries.direct_recipients_of(row.id))
        _in_batches(row, recipients(activity), lambda session, some: tell(session, activity, some))
    else:
        _in_batches(
            row, _still_told(row.id), lambda session, some: _take_back(session, row.id, some)
        )


def tell(session: Session, activity: ActivityItem, plans: Sequence[PlannedNotice]) -> None:
    """Write the notices of a batch of people; bring back those that had been withdrawn.

    Emits:
        Noticed: when there is somebody who had not been told.
        InboxesRecounted: when there is somebody whose notice came back.
    """
    # From here to the commit nobody else draws numbers of these inboxes. Drawn without that, 8
    # could be committed before 7, and a browser that was sent 8 never asks for 7. Nor does anybody
    # else tell these people of it: who has the notice is read after the lock, so it stays true.
    lock_inboxes(session, [plan.account_id for plan in plans])
    plans = _still_there(activity, plans)
    told = execute(_TOLD, activity_id=activity.id, ids=[plan.account_id for plan in plans])
    known = {row.account_id: row.withdrawn_at for row in told}
    gone = [account_id for account_id, withdrawn_at in known.items() if withdrawn_at is not None]
    if gone:
        _set_withdrawn(session, activity.id, None, gone)
    unknown = [plan for plan in plans if plan.account_id not in known]
    fresh = within_bounds(session, activity, unknown)
    if fresh:
        emit(Noticed(activity=activity, deliveries=_write(session, activity, fresh)))


def follow() -> None:
    """Have all seen to that just changed: much went or came back with what it is in."""
    just_now = Activity.changed_at > clock.now() - _JUST_NOW
    waiting = sa.select(Activity.id).where(Activity.fanned_out_at.is_(None), just_now)
    for activity_id in db.session.scalars(waiting.order_by(Activity.changed_at)).all():
        enqueue("notices.fan_out", activity_id)


def _still_there(activity: ActivityItem, plans: Sequence[PlannedNotice]) -> Sequence[PlannedNotice]:
    """Keep those who may see where it happened at this moment: some may have left since."""
    if activity.container is None:
        return plans
    ids = [plan.account_id for plan in plans]
    try:
        admitted = frozenset(admitted_to(str(activity.container), ids))
    except NotFound:
        return plans  # nothing that is watched; the room has said who may see it
    return [plan for plan in plans if plan.account_id in admitted]


def _in_batches(
    row: sa.Row[*tuple[Any, ...]],
    people: Sequence[_Person],
    act: Callable[[Session, Sequence[_Person]], None],
) -> None:
    """Do something for many people, each batch in a transaction, the last of which settles it."""
    # Who is concerned was read before, without a lock. Were it written as it was read, an answer
    # that is deleted in between would find no notices to take back, and leave those that come a
    # moment later standing for good; and two jobs for one activity would each tell everybody. So
    # each batch locks the activity, and goes on only if nothing has changed it since it was read:
    # whoever changed it has queued a job of their own. The last batch alone counts it as done: of
    # a job killed before, the sweep begins anew, and those told already are left out by `tell`.
    batches = [people[start : start + BATCH] for start in range(0, len(people), BATCH)] or [()]
    for number, batch in enumerate(batches, start=1):
        lock = _settle if number == len(batches) else _is_as_it_was
        with atomic() as session:
            if not lock(row.id, row.changed_at):
                return  # somebody else saw to it, or it changed, and its next job will
            if batch:
                act(session, batch)


def _still_told(activity_id: int) -> Sequence[int]:
    """Return whose notice of a withdrawn activity still stands."""
    return db.session.scalars(
        sa.select(Notice.account_id)
        .where(Notice.activity_id == activity_id, Notice.withdrawn_at.is_(None))
        .order_by(Notice.account_id)
    ).all()


def _is_as_it_was(activity_id: int, changed_at: datetime) -> bool:
    """Lock an activity, and tell whether it is still the one that was read and not done."""
    row = execute(_STATE, activity_id=activity_id).one_or_none()
    return row is not None and row.fanned_out_at is None and row.changed_at == changed_at


def _settle(activity_id: int, changed_at: datetime) -> bool:
    """Do the same, and note in one that its notices agree with it once this transaction is over."""
    params = {"activity_id": activity_id, "as_read": changed_at, "now": clock.now()}
    return bool(db.session.connection().execute(_DONE, params).rowcount)


def _write(
    session: Session, activity: ActivityItem, fresh: Sequence[PlannedNotice]
) -> tuple[Delivery, ...]:
    """Give each person the next number, and write the notice that bears it."""
    bundles = bundles_for(activity, fresh)
    alone = [plan.account_id for plan in fresh if plan.account_id not in bundles]
    inboxes = {
        row.account_id: row
        for ids, adding in ((alone, 1), (list(bundles), 0))
        if ids
        for row in next_numbers(session, ids, adding=adding)
    }
    deliveries = tuple(
        _delivery(plan, bundles.get(plan.account_id), inboxes[plan.account_id]) for plan in fresh
    )
    now = clock.now()
    rows = [
        {
            "account_id": one.account_id,
            "seq": one.seq,
            "activity_id": activity.id,
            "kind": one.kind,
            "rule": one.rule,
            "bundle": one.bundle,
            "people": one.people,
            "before_id": one.before_id,
            "created_at": now,
        }
        for one in deliveries
    ]
    session.connection().execute(_NOTICES, rows)
    return deliveries


def _delivery(
    plan: PlannedNotice, bundle: Bundle | None, inbox: sa.Row[*tuple[Any, ...]]
) -> Delivery:
    """Return what is written for one person, on its bundle or on one of its own."""
    return Delivery(
        account_id=plan.account_id,
        seq=inbox.last_seq,
        bundle=bundle.number if bundle else inbox.last_seq,
        kind=plan.kind,
        rule=plan.rule,
        people=plan.people or (bundle.people if bundle else 1),
        before_id=bundle.before_id if bundle else None,
        unread=inbox.unread_count,
        version=inbox.version,
    )


def _take_back(session: Session, activity_id: int, account_ids: Sequence[int]) -> None:
    lock_inboxes(session, account_ids)
    _set_withdrawn(session, activity_id, clock.now(), account_ids)


def _set_withdrawn(
    session: Session, activity_id: int, moment: datetime | None, account_ids: Sequence[int]
) -> None:
    """Withdraw notices or bring them back, and count bundles and inboxes anew."""
    change = (
        sa.update(Notice)
        .where(Notice.activity_id == activity_id, Notice.account_id.in_(account_ids))
        .values(withdrawn_at=moment)
    )
    session.execute(change, execution_options=_AS_IS)
    rebundle(session, Activity.id == activity_id, account_ids)
    emit(InboxesRecounted(inboxes=recount(session, account_ids)))
