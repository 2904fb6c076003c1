"""Dates of a dump: UTC without saying so, as text that sorts by time."""

import re
from datetime import UTC, datetime

from app.core import clock

EARLIEST_YEAR = 1990
"""Nobody wrote on the web before; time zones stumble over the year 1."""

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d])(.*)", re.DOTALL)
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?![\d])(.*)", re.DOTALL)
_BEFORE_ZONE = re.compile(r"\s+(?=[+-]\d{2}:?\d{2}$|Z$)")


def written_moment(text: str) -> str | None:
    """Return a date in the one form that sorts by time; `None` when it is no date."""
    try:
        moment = datetime.fromisoformat(text)
        zoned = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return zoned.isoformat(timespec="microseconds") if zoned.year >= EARLIEST_YEAR else None


def typed_moment(text: str) -> str | None:
    """Return a date that somebody typed, the year first or the day: 2019-2-1, 1/2/2019 10:00 Z."""
    text = text.strip()
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day, rest = found.groups()
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year, rest = found.groups()
    else:
        return None
    hour = _BEFORE_ZONE.sub("", rest)
    return written_moment(f"{year}-{month:0>2}-{day:0>2}{hour}")


def moment_of(written: str) -> datetime:
    """Return a date that `written_moment` wrote; nothing is written in the future."""
    return min(datetime.fromisoformat(written), clock.now())


def is_to_come(written: str) -> bool:
    """Tell whether a date that `written_moment` wrote has not come yet."""
    return datetime.fromisoformat(written) > clock.now()
