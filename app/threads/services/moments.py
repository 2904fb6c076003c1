"""When something is written, as threads are put in order by it."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from app.core import clock
from app.core.db import db
from app.threads.models import Thread

_BELIEVED = timedelta(days=1)
"""A moment further ahead was noted by a clock that was wrong then, not put back since."""
_STEP = timedelta(microseconds=1)


def moment_in_order() -> datetime:
    """Return the present moment; just after the newest one when the clock was put back since.

    So what is written now stands above what was written before, and whoever asks for what came
    since a moment is not kept from it for an hour. One query; inside the transaction that writes.
    """
    now = clock.now()
    newest: datetime | None = db.session.scalar(sa.select(sa.func.max(Thread.active_at)))
    if newest is None or not now <= newest < now + _BELIEVED:
        return now
    return newest + _STEP
