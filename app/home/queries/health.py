"""Whether the site can work, all in all."""

import logging
from collections.abc import Callable

import sqlalchemy as sa

from app.core.db import db
from app.core.jobs import is_queue_ready
from app.core.monitoring import HealthCheck
from app.core.redis import RedisAway
from app.core.registry import provided
from app.core.schema import is_current

UNREACHABLE = (sa.exc.SQLAlchemyError, RedisAway, OSError)
"""What the outside world throws while it is away."""
_log = logging.getLogger(__name__)


def health() -> dict[str, bool]:
    """Return what is well: database, queue and migrations, then the checks of all rooms.

    A check that cannot be made is not well. Without a database none of the rooms' can be.
    """
    found = {"database": _holds("database", _has_database), "queue": is_queue_ready()}
    found["migrations"] = found["database"] and _holds("migrations", is_current)
    for check in provided(HealthCheck):
        found[check.name] = found["database"] and _holds(check.name, check.is_well)
    return found


def _holds(name: str, is_well: Callable[[], bool]) -> bool:
    """Make one check; say in the log when it fails."""
    try:
        if is_well():
            return True
    except UNREACHABLE:
        db.session.rollback()
    _log.warning("Not well: %s.", name)
    return False


def _has_database() -> bool:
    """Tell whether the database answers."""
    db.session.execute(sa.select(1))
    return True
