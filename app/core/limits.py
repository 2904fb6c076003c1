"""How often somebody may do something; counted in Redis when there is one, else in memory."""

import math
import time
from ipaddress import IPv6Address, IPv6Network, ip_address

from flask import Flask, current_app
from limits import RateLimitItem, parse
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from app.core.errors import TooOften
from app.core.i18n import _, ngettext

MINUTE = 60
ONE_HOUSEHOLD = 64
"""Leading bits of an IPv6 address that one line has; the rest its owner chooses, freely.

Source: RFC 6177 and RFC 8981: a household gets a /64 at least, and its devices change in it.
"""
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
        who: what the attempts are counted for: the act, then the account or `network_of` it.

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


def network_of(address: str) -> str:
    """Return whom attempts from an address are counted for: itself, or its /64 of IPv6.

    An IPv4 address inside IPv6 is that IPv4 address; what is no address stays as it is.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(IPv6Network((int(parsed), ONE_HOUSEHOLD), strict=False))


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
