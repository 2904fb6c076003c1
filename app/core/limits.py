"""How often somebody may do something; counted in Redis when there is one, else in memory.

While Redis is away each process counts for itself, from nothing: who may do something ten times
may then do it ten times at each process, and nobody is turned away by an error.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import TypeVar

from flask import Flask, current_app
from limits import RateLimitItem, WindowStats, parse
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import MovingWindowRateLimiter

from app.core.errors import TooOften
from app.core.i18n import _, ngettext
from app.core.redis import REDIS, RedisAway, RedisDoor

MINUTE = 60
ONE_HOUSEHOLD = 64
"""Leading bits of an IPv6 address that one line has; the rest its owner chooses, freely.

Source: RFC 6177 and RFC 8981: a household gets a /64 at least, and its devices change in it.
"""
IN_HOURS = 90
"""Minutes from which a wait is told in hours."""
LIMITS = "entraide_limits"
"""Where the factory keeps the counters, in `app.extensions`; `None` when limits are lifted."""


_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counters:
    """Where attempts are counted, and how many times as many as usual are allowed."""

    factor: int = 1
    own: MovingWindowRateLimiter = field(
        default_factory=lambda: MovingWindowRateLimiter(MemoryStorage())
    )
    """In the memory of this process."""
    shared: tuple[RedisDoor, MovingWindowRateLimiter] | None = None
    """In Redis, and the door to it."""

    def hit(self, rule: str, who: tuple[str | int, ...]) -> bool:
        """Count one attempt, unless there were too many; tell whether it was counted."""
        return self._ask(lambda limiter: limiter.hit(self._item(rule), *map(str, who)))

    def clear(self, rule: str, who: tuple[str | int, ...]) -> None:
        """Begin counting anew."""
        self._ask(lambda limiter: limiter.clear(self._item(rule), *map(str, who)))

    def stats(self, rule: str, who: tuple[str | int, ...]) -> WindowStats:
        """Return when the next attempt is allowed."""
        return self._ask(lambda limiter: limiter.get_window_stats(self._item(rule), *map(str, who)))

    def _ask(self, question: Callable[[MovingWindowRateLimiter], _Answer]) -> _Answer:
        """Ask the counters in Redis, or one's own."""
        if self.shared is not None:
            door, limiter = self.shared
            try:
                return door.ask(lambda: question(limiter))
            except RedisAway:
                pass
        return question(self.own)

    def _item(self, rule: str) -> RateLimitItem:
        """Return a rule as it holds here."""
        item = _parsed(rule)
        return type(item)(item.amount * self.factor, item.multiples) if self.factor > 1 else item


def init_limits(app: Flask, *, factor: int | None) -> None:
    """Give the application its counters; it has its door to Redis already.

    Args:
        app: the application.
        factor: how many times as often as usual something may be done; `None`: without limit.
    """
    door: RedisDoor | None = app.extensions[REDIS]
    shared = None
    if door is not None:
        storage = RedisStorage(door.url, connection_pool=door.pool)
        shared = (door, MovingWindowRateLimiter(storage))
    app.extensions[LIMITS] = Counters(factor=factor, shared=shared) if factor else None


def check_rate(rule: str, *who: str | int) -> None:
    """Count one attempt.

    Args:
        rule: as in `"10 per 15 minutes"`.
        who: what the attempts are counted for: the act, then the account or `network_of` it.

    Raises:
        TooOften: there were too many already; this one is not counted.
    """
    counters: Counters | None = current_app.extensions[LIMITS]
    if counters is None or counters.hit(rule, who):
        return
    seconds = max(1, math.ceil(counters.stats(rule, who).reset_time - time.time()))
    raise TooOften(_sentence(seconds), retry_after_seconds=seconds)


def forget(rule: str, *who: str | int) -> None:
    """Begin counting anew, as after a successful sign-in."""
    counters: Counters | None = current_app.extensions[LIMITS]
    if counters is not None:
        counters.clear(rule, who)


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


@cache
def _parsed(rule: str) -> RateLimitItem:
    """Return a rule of ours, of which there are a few dozen."""
    return parse(rule)


def _sentence(seconds: int) -> str:
    if seconds < MINUTE:
        return _("That was a little too fast. Try again in a minute.")
    minutes = math.ceil(seconds / MINUTE)
    if minutes < IN_HOURS:
        wait = ngettext("{count} minute", "{count} minutes", minutes, count=minutes)
    else:
        hours = math.ceil(minutes / 60)
        wait = ngettext("{count} hour", "{count} hours", hours, count=hours)
    return _("That was too often. Try again in {wait}: nothing you typed is lost.", wait=wait)
