"""Activities that nobody has been told of yet, for whoever watches the site."""

import sqlalchemy as sa

from app.core import clock
from app.core.db import db
from app.notices.models import Activity


def waiting_count() -> int:
    """Return how many activities wait to be fanned out."""
    is_waiting = Activity.fanned_out_at.is_(None)
    found = db.session.scalar(sa.select(sa.func.count(Activity.id)).where(is_waiting))
    return found or 0


def oldest_waiting_seconds() -> float:
    """Return for how long the oldest one waits; 0 without one."""
    is_waiting = Activity.fanned_out_at.is_(None)
    since = db.session.scalar(sa.select(sa.func.min(Activity.changed_at)).where(is_waiting))
    return 0.0 if since is None else (clock.now() - since).total_seconds()
