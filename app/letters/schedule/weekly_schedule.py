"""Turns of the weekly letter: pure, on the clock of the reader, spread over three days."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

FIRST_DAY = 1
"""Tuesday, as `date.weekday` counts."""
DAYS = 3
FROM_HOUR, HOURS = 9, 9
"""Of the day of the reader: from nine to six."""
APART = timedelta(days=4)
"""Between a letter that was late and the next one, at the least."""

_DAY_MINUTES = HOURS * 60
_STEP = 1117
"""Shares no factor with the minutes there are: so accounts one after another are spread evenly."""


def next_due(account_id: int, zone: str, *, after: datetime) -> datetime:
    """Return when the weekly letter comes to somebody next, after a moment.

    The minute of the week is the same for a person each time: of a hundred thousand people about
    one has their turn each second.
    """
    day, minute = divmod(account_id * _STEP % (DAYS * _DAY_MINUTES), _DAY_MINUTES)
    local = after.astimezone(ZoneInfo(zone))
    days = (FIRST_DAY + day - local.weekday()) % 7
    at = time(FROM_HOUR + minute // 60, minute % 60)
    turn = datetime.combine(local.date() + timedelta(days=days), at, tzinfo=local.tzinfo)
    if turn <= local:
        turn = datetime.combine(turn.date() + timedelta(days=7), at, tzinfo=local.tzinfo)
    return turn.astimezone(after.tzinfo)
