"""Who is writing on a topic, as each node knows it, told to those who watch it there.

A sign that somebody writes holds for some seconds. What is told is always the whole: who writes
now. So it mends itself; it is told at the most every `SECONDS`, however many write, and only to
those who see something else so far.
"""

import math
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.live.connections.connections import Connection, Connections
from app.live.shapes import Payload

SECONDS = 2.0
"""Those who watch a topic are told at the most so often."""
FRESH_SECONDS = 6.0
"""Somebody counts as writing so long after a sign of it."""
MOST_NAMES = 3
"""More than these are not named."""

Tell = Callable[[Iterable[Connection], str, Payload, str], None]


@dataclass(slots=True, kw_only=True)
class _Writer:
    name: str
    silent: frozenset[int]
    """Those who are not told: they themselves, and those across a block."""
    until: float


class TypingMembers:
    """Those who write, by topic. Safe to use from several threads."""

    def __init__(self, connections: Connections, tell: Tell) -> None:
        """Begin with nobody."""
        self._connections = connections
        self._tell = tell
        self._writing: dict[str, dict[int, _Writer]] = {}
        self._told_at: dict[str, float] = {}
        self._lock = threading.RLock()

    def hear(self, data: Mapping[str, Any]) -> None:
        """Take note that somebody writes, or has stopped; on any node."""
        topic, account_id, name = data["topic"], data["account"], data["name"]
        if name is None:
            self.forget(account_id, topic)
        elif self._connections.of_topic(topic):
            until = time.monotonic() + FRESH_SECONDS
            silent = frozenset(data["silent"])
            with self._lock:
                here = self._writing.setdefault(topic, {})
                here[account_id] = _Writer(name=name, silent=silent, until=until)
            self._show(topic)

    def forget(self, account_id: int, topic: str | None = None) -> None:
        """Show at once that somebody writes no more: on one topic, or on all."""
        with self._lock:
            topics = [one for one in self._writing if topic in {None, one}]
            gone = [one for one in topics if self._writing[one].pop(account_id, None) is not None]
        for one in gone:
            self._show(one, at_once=True)

    def forget_topic(self, topic: str) -> None:
        """Show at once that nobody is known to write on a topic: its audience is asked again."""
        with self._lock:
            is_known = self._writing.pop(topic, None) is not None
        if is_known:
            self._show(topic, at_once=True)

    def forget_all(self) -> None:
        """Show at once that nobody is known to write: everybody is asked again."""
        for topic in list(self._writing):
            self.forget_topic(topic)

    def tick(self) -> None:
        """Show who has stopped, who began since, and to those who have just come who writes."""
        now = time.monotonic()
        with self._lock:
            for writing in self._writing.values():
                for account_id in [one for one, each in writing.items() if each.until < now]:
                    del writing[account_id]
            topics = list(self._writing)
        for topic in topics:
            self._show(topic)

    def _show(self, topic: str, *, at_once: bool = False) -> None:
        """Tell those who watch a topic and see something else so far, if it is time to."""
        now = time.monotonic()
        with self._lock:
            if not at_once and now - self._told_at.get(topic, -math.inf) < SECONDS:
                return
            writing = dict(self._writing.get(topic, {}))
            if writing:
                self._told_at[topic] = now
            else:
                self._writing.pop(topic, None)
                self._told_at.pop(topic, None)
            alike = self._who_sees_what(topic, writing)
        for who, told in alike.items():
            names = [writing[one].name for one in who[:MOST_NAMES]]
            payload = {"topic": topic, "names": names, "more": len(who) > MOST_NAMES}
            self._tell(told, "typing", payload, topic)

    def _who_sees_what(
        self, topic: str, writing: Mapping[int, _Writer]
    ) -> dict[tuple[int, ...], list[Connection]]:
        """Return the sockets that see something new, by the first of those they see writing."""
        concerned = frozenset[int]().union(*(one.silent for one in writing.values()))
        alike: dict[tuple[int, ...], list[Connection]] = {}
        for each in self._connections.of_topic(topic):
            who = tuple(writing)
            if each.account_id in concerned:
                who = tuple(one for one in who if each.account_id not in writing[one].silent)
            who = who[: MOST_NAMES + 1]
            if each.writers.get(topic, ()) != who:
                each.writers[topic] = who
                alike.setdefault(who, []).append(each)
        return alike
