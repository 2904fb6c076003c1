"""What no process may miss: pages to be forgotten, sockets that lose a right.

The bus is a hint, and hints are lost: Redis is away, or a process is killed between its commit and
its message. A page that became private would then stay public elsewhere for good. So each such
message is a row of the transaction that makes it necessary; each process that serves looks every
two seconds for rows it has not heard of, and does what they say.
"""

import json
import threading
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from app.core import clock
from app.core.db import execute
from app.core.transaction import after_commit, atomic, is_first
from app.live.models import Invalidation

MESSAGE = "invalidate"
"""The kind of message on the bus that carries them."""
MOST_AT_ONCE = 1000
"""When more was missed, everything is forgotten instead."""
OPEN_SECONDS = 60
"""A row may be seen so much later than one with a higher number: its transaction was still open."""
_BEHIND = 1000
"""So many rows before the newest are watched for from the start, for the same reason."""
_MOST_HEARD = 100_000
KEPT = timedelta(hours=2)
_NEWEST = sa.select(sa.func.coalesce(sa.func.max(Invalidation.id), 0))
_AFTER = (
    sa.select(Invalidation.id, Invalidation.kind, Invalidation.data)
    .where(Invalidation.id > sa.bindparam("floor"))
    .order_by(Invalidation.id)
)


class Invalidations:
    """Those that this process knows of, each of them done once."""

    def __init__(self) -> None:
        """Begin without knowing any."""
        self._acts: dict[str, Callable[[Any], None]] = {}
        self._heard: dict[int, float] = {}
        self._floor: int | None = None
        """All up to this number are done, or as old as to be done by all."""
        self._looked_at = 0.0
        self._lock = threading.Lock()

    def on(self, kind: str, act: Callable[[Any], None]) -> None:
        """Name what is to be done for one kind."""
        self._acts[kind] = act

    def hear(self, message: Mapping[str, Any]) -> None:
        """Do what a message says, unless that was done already."""
        if self._is_new(message["id"]):
            self._acts[message["kind"]](message["data"])

    def begin(self) -> None:
        """Take note of what was before this process kept anything. Two queries."""
        newest: int = execute(_NEWEST).scalar_one()
        floor = max(0, newest - _BEHIND)
        now = time.monotonic()
        heard = {row.id: now for row in execute(_AFTER, floor=floor)}
        with self._lock:
            self._heard |= heard
            self._floor, self._looked_at = floor, time.time()

    def catch_up(self, forget_everything: Callable[[], None]) -> None:
        """Do what was not heard of; forget everything when it may be too much. One query."""
        # By the clock that goes on while a machine sleeps: rows are thrown away meanwhile.
        if self._floor is None or time.time() - self._looked_at > KEPT.total_seconds() / 2:
            self.begin()
            forget_everything()
            return
        found = execute(_AFTER, floor=self._floor).all()
        missed = [row for row in found if row.id not in self._heard]
        if len(missed) > MOST_AT_ONCE:
            self.begin()
            forget_everything()
            return
        for row in missed:
            self.hear({"id": row.id, "kind": row.kind, "data": json.loads(row.data)})
        self._let_go()

    def _is_new(self, number: int) -> bool:
        """Take note of one; `False` when it was known."""
        with self._lock:
            if number in self._heard or number <= (self._floor or 0):
                return False
            if len(self._heard) > _MOST_HEARD:
                self._heard.clear()  # of a process that does not look: it only tells others
            self._heard[number] = time.monotonic()
            return True

    def _let_go(self) -> None:
        """Look no more for what is older than any transaction."""
        with self._lock:
            limit = time.monotonic() - OPEN_SECONDS
            old = [number for number, heard_at in self._heard.items() if heard_at < limit]
            for number in old:
                del self._heard[number]
            self._floor = max([self._floor or 0, *old])
            self._looked_at = time.time()


def record(kind: str, data: object, announce: Callable[[Mapping[str, Any]], None]) -> None:
    """Let all processes do something once this transaction is over, whatever becomes of ours.

    Args:
        kind: of what is to be done.
        data: fit for JSON; the same is recorded once in a transaction.
        announce: tells them at once, by way of a hint.
    """
    written = json.dumps(data)
    with atomic() as session:
        if not is_first((kind, written)):
            return
        row = Invalidation(kind=kind, data=written, made_at=clock.now())
        session.add(row)
        after_commit(lambda: announce({"id": row.id, "kind": kind, "data": data}))


def purge() -> None:
    """Throw away what every process has seen, or is too old to care about."""
    with atomic() as session:
        session.execute(sa.delete(Invalidation).where(Invalidation.made_at < clock.now() - KEPT))
