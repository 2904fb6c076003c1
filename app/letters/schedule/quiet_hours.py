"""Quiet hours: pure, in the time zone of the reader, right on the days when clocks change."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.letters.shapes import Quiet


def end_of_quiet(moment: datetime, quiet: Quiet) -> datetime | None:
    """Return when the quiet hours end that run at a moment; `None` when none do."""
    local = moment.astimezone(ZoneInfo(quiet.time_zone))
    is_evening = local.hour >= quiet.begin
    is_morning = local.hour < quiet.end
    wraps = quiet.begin > quiet.end
    is_quiet = (is_evening or is_morning) if wraps else (is_evening and is_morning)
    if not is_quiet:
        return None
    is_tomorrow = wraps and is_evening
    day = local.date() + timedelta(days=int(is_tomorrow))
    # On the wall: on the night when clocks change the quiet is an hour shorter or longer.
    return datetime.combine(day, time(quiet.end), tzinfo=local.tzinfo).astimezone(moment.tzinfo)
