"""Likes by steps: the first is told, then the fifth, the 25th, and so on."""

import sqlalchemy as sa

from app.core.db import db
from app.notices.models import Activity
from app.notices.rules.preferences import Preferences
from app.notices.shapes import ActivityItem, NoticeKind

_STEPS = (1, 5, 25)
_THEN = 100


def is_milestone(count: int) -> bool:
    """Tell whether a count is one of 1, 5, 25, 100, 500, 2,500, and so on."""
    while count and count % _THEN == 0:
        count //= _THEN
    return count in _STEPS


def place_of(activity: ActivityItem) -> int:
    """Return how many have done the same to the same subject, this one included. One query."""
    return (
        db.session.scalar(
            sa.select(sa.func.count()).where(
                Activity.subject_kind == activity.subject.kind,
                Activity.subject_id == activity.subject.id,
                Activity.kind == activity.kind,
                Activity.id <= activity.id,
                Activity.withdrawn_at.is_(None),
            )
        )
        or 0
    )


def is_thinned(kind: NoticeKind, chosen: Preferences) -> bool:
    """Tell whether somebody hears of this kind by steps only."""
    return kind.is_thinned and kind.kind in chosen.thinned
