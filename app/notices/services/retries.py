"""Activities whose job was lost or failed: taken up again, with growing pauses, so many times.

Attempts are counted in the row, never by its age: a laptop may be closed over a weekend.
"""

import logging
from datetime import datetime, timedelta

import sqlalchemy as sa

from app.core import clock
from app.core.db import db
from app.core.jobs import enqueue
from app.core.transaction import atomic
from app.notices.models import Activity
from app.notices.services.delivery import fan_out

MOST_ATTEMPTS = 24
"""After so many, a day of them, an activity is given up until `flask notices retry`."""
_WAIT = timedelta(seconds=5)
"""The sweep leaves to its own job what changed less long ago."""
_LONGEST_PAUSE = timedelta(hours=1)
_AT_A_TIME = 500
_IS_UNDONE = Activity.fanned_out_at.is_(None)
_AS_IS = {"synchronize_session": False}
_log = logging.getLogger(__name__)


def sweep() -> None:
    """Have those activities seen to whose job was lost; each has a job, so one stops no other."""
    now = clock.now()
    due = sa.select(Activity.id).where(
        _is_due(now), clock.is_over(Activity.changed_at, now - _WAIT, ahead=_WAIT)
    )
    for activity_id in db.session.scalars(
        due.order_by(Activity.changed_at).limit(_AT_A_TIME)
    ).all():
        enqueue("notices.try_again", activity_id)


def try_again(activity_id: int) -> None:
    """Count an attempt, then see to an activity: one that kills its worker is counted, too."""
    attempt = _count(activity_id, clock.now())
    if attempt is None:
        return
    try:
        fan_out(activity_id)
    except Exception:
        if attempt == MOST_ATTEMPTS:
            _log.exception(
                "Activity %d was given up. Once it is mended: flask notices retry", activity_id
            )
        raise


def retry_all() -> int:
    """Take up again what was given up; return how many. The next sweep sees to them."""
    with atomic() as session:
        ids = session.scalars(
            sa.update(Activity)
            .where(_IS_UNDONE, Activity.attempts >= MOST_ATTEMPTS)
            .values(attempts=0, next_try_at=None)
            .returning(Activity.id),
            execution_options=_AS_IS,
        ).all()
    return len(ids)


def _count(activity_id: int, now: datetime) -> int | None:
    """Note that an attempt begins; return which, or `None` when it is not due any more.

    With a long queue sweeps come round before their jobs do, and queue them again.
    """
    with atomic() as session:
        before = session.scalar(
            sa.select(Activity.attempts)
            .where(Activity.id == activity_id, _is_due(now))
            .with_for_update()
        )
        if before is None:
            return None
        pause = min(timedelta(minutes=2**before), _LONGEST_PAUSE)
        session.execute(
            sa.update(Activity)
            .where(Activity.id == activity_id)
            .values(attempts=before + 1, next_try_at=now + pause),
            execution_options=_AS_IS,
        )
    return before + 1


def _is_due(now: datetime) -> sa.ColumnElement[bool]:
    """Return the condition that an activity waits, and may be tried again."""
    return sa.and_(
        _IS_UNDONE,
        Activity.attempts < MOST_ATTEMPTS,
        sa.or_(
            Activity.next_try_at.is_(None),
            clock.is_over(Activity.next_try_at, now, ahead=_LONGEST_PAUSE),
        ),
    )
