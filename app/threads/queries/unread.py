"""What is new to somebody: posts that are shown, after what they have read, by somebody else."""

import sqlalchemy as sa

from app.core.db import literal
from app.threads.models import Marker, Post, Thread

_MAY_BE = sa.and_(Marker.read_number > 0, Marker.read_number < Thread.post_count)
"""They opened the thread before, and it has grown. Spares most threads the look at their posts."""
_IS_NEW = (
    Post.thread_id == Thread.id,
    Post.number > Marker.read_number,
    Post.deleted_at.is_(None),
    Post.author_id.is_distinct_from(Marker.account_id),
)


def has_new_posts() -> sa.ColumnElement[bool]:
    """Return the condition that a thread, joined with somebody's marker, holds something new."""
    return sa.and_(_MAY_BE, sa.exists().where(*_IS_NEW).correlate(Thread, Marker))


def new_post_count() -> sa.ColumnElement[int]:
    """Return how many posts of a thread are new to the one whose marker is joined; 0 for none."""
    count = sa.select(sa.func.count()).where(*_IS_NEW).correlate(Thread, Marker).scalar_subquery()
    return sa.case((_MAY_BE, count), else_=literal(0))
