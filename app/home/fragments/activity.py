"""The small picture of what goes on in a group: a bar for each of the last weeks."""

from collections.abc import Sequence
from typing import NamedTuple

from app.core import clock
from app.core.i18n import language
from app.threads.queries.activity import week_counts
from app.web.fragments import Html, decoded, fragments, macro

WEEKS = 12
HEIGHT = 40
"""Of the highest bar, in units of the drawing; the lowest that is not nothing takes two."""
_STEP = 10
_LEAST = 2
_HOUR = 3600


class WeekBar(NamedTuple):
    """One week, as it is drawn."""

    x: int
    y: int
    height: int


def activity_picture(group_id: int) -> Html:
    """Return the picture; kept for an hour, as it costs a look at all that was said lately.

    Whether the viewer may know is the caller's duty.
    """
    now = clock.now()
    key = ("home.activity", group_id, language(), int(now.timestamp()) // _HOUR)

    def draw() -> bytes:
        counts = week_counts(group_id, now, weeks=WEEKS)
        return macro("home/_activity.html", "activity")(
            bars(counts), total=sum(counts), latest=counts[-1]
        ).encode()

    return decoded(fragments().find_or_make(key, draw))


def bars(counts: Sequence[int]) -> tuple[WeekBar, ...]:
    """Return a bar for each count, as high as its share of the highest."""
    most = max(*counts, 1)
    heights = [max(_LEAST, round(HEIGHT * count / most)) if count else 0 for count in counts]
    return tuple(
        WeekBar(x=number * _STEP, y=HEIGHT - height, height=height)
        for number, height in enumerate(heights)
    )
