"""The one source of the present moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

_SKEW = timedelta(minutes=1)
"""How far the clocks of two machines may be apart."""
_told: ContextVar[datetime | None] = ContextVar("entraide_moment", default=None)


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return _told.get() or datetime.now(UTC)


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """Let what is done inside have been done at another moment, by whoever does it here.

    For what is brought in as it happened then; nothing that people do goes through it.
    """
    before = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(before)


def is_over(
    column: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None],
    moment: datetime,
    *,
    ahead: timedelta,
) -> sa.ColumnElement[bool]:
    """Return the condition that a moment noted in a row has come.

    One further away than it can ever have been noted counts as well: the clock was put back since,
    and nobody is to wait for it to come round once more.

    Args:
        column: where the moment is noted.
        moment: up to when it has come.
        ahead: how long before it, at the most, it is noted.
    """
    return sa.or_(column <= moment, column > moment + ahead + _SKEW)
