"""How often somebody may do something; counted in Redis when there is one, else in memory."""

import math
import time

from flask import Flask, current_app
from limits import RateLimitItem, parse
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from app.core.errors import TooOften
from app.core.i18n import _, ngettext

MINUTE = 60
IN_HOURS = 90
"""Minutes from which a wait is told in hours."""
LIMITS = "entraide_limits"
"""Where the factory keeps the counters, in `app.extensions`; `None` when limits are lifted."""


def init_limits(app: Flask, *, redis_url: str | None, has_limits: bool) -> None:
    """Give the application its counters."""
    storage = storage_from_string(redis_url or "memory://")
    app.extensions[LIMITS] = MovingWindowRateLimiter(storage) if has_limits else None


def hit(rule: str, *who: str | int) -> None:
    """Count one attempt.

    Args:
        rule: as in `"10 per 15 minutes"`.
        who: what the attempts are counted for: the act, then the account or address.

    Raises:
        TooOften: there were too many already; this one is not counted.
    """
    limiter: MovingWindowRateLimiter | None = current_app.extensions[LIMITS]
    item = parse(rule)
    if limiter is None or limiter.hit(item, *map(str, who)):
        return
    seconds = _seconds_left(limiter, item, who)
    raise TooOften(_sentence(seconds), retry_after_seconds=seconds)


def forget(rule: str, *who: str | int) -> None:
    """Begin counting anew, as after a successful sign-in."""
    limiter: MovingWindowRateLimiter | None = current_app.extensions[LIMITS]
    if limiter is not None:
        limiter.clear(parse(rule), *map(str, who))


def _seconds_left(
    limiter: MovingWindowRateLimiter, item: RateLimitItem, who: tuple[str | int, ...]
) -> int:
    """Return how long to wait, at least a second."""
    stats = limiter.get_window_stats(item, *map(str, who))
    return max(1, math.ceil(stats.reset_time - time.time()))


def _sentence(seconds: int) -> str:
    """Say when to try again."""
    if seconds < MINUTE:
        return _("That was a little too fast. Try again in a minute.")
    minutes = math.ceil(seconds / MINUTE)
    if minutes < IN_HOURS:
        wait = ngettext("{count} minute", "{count} minutes", minutes, count=minutes)
    else:
        hours = math.ceil(minutes / 60)
        wait = ngettext("{count} hour", "{count} hours", hours, count=hours)
    return _("That was too often. Try again in {wait}: nothing you typed is lost.", wait=wait)
