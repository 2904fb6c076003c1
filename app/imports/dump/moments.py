"""Dates of a dump: UTC without saying so, as text that sorts by time."""

from datetime import UTC, datetime

from app.core import clock

EARLIEST_YEAR = 1990
"""Nobody wrote on the web before; time zones stumble over the year 1."""


def written_moment(text: str) -> str | None:
    """Return a date in the one form that sorts by time; `None` when it is no date."""
    try:
        moment = datetime.fromisoformat(text)
        zoned = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return zoned.isoformat(timespec="microseconds") if zoned.year >= EARLIEST_YEAR else None


def moment_of(written: str) -> datetime:
    """Return a date that `written_moment` wrote; nothing is written in the future."""
    return min(datetime.fromisoformat(written), clock.now())
