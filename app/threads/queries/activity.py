"""How much was said in a group, week by week."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from app.core.db import db
from app.threads.models import Post, Thread

WEEK = timedelta(weeks=1)


def week_counts(group_id: int, now: datetime, *, weeks: int) -> tuple[int, ...]:
    """Return how many posts were written in each of the last weeks, the oldest first. One query.

    What was taken away since was written nevertheless, so that the picture can be kept a while.
    Threads that are gone do not count, and only those alive lately are looked at. Who may know is
    the caller's duty.
    """
    begins = [now - WEEK * back for back in range(weeks, 0, -1)]
    counted = [
        sa.func.coalesce(
            sa.func.sum(
                sa.case(
                    (sa.and_(Post.created_at >= begin, Post.created_at < begin + WEEK), 1), else_=0
                )
            ),
            0,
        )
        for begin in begins
    ]
    row = db.session.execute(
        sa.select(*counted)
        .join(Thread, Thread.id == Post.thread_id)
        .where(
            Thread.group_id == group_id,
            Thread.active_at >= begins[0],
            Thread.deleted_at.is_(None),
        )
    ).one()
    return tuple(map(int, row))
