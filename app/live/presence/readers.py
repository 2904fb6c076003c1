"""How many read along: each node says how many of its own do, and everybody adds up.

With many readers a count is never still. So from a hundred on it is told in round numbers: all
are told when that number changes, and otherwise only those who have just come.
"""

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from app.core.topics import shows_presence
from app.live.connections.connections import Connection, Connections
from app.live.nodes.bus import Bus
from app.live.shapes import Payload

SECONDS = 2.0
"""Counts go out at the most so often."""
_RENEW_SECONDS = 60.0
_FORGET_SECONDS = 150.0
"""A node that has not renewed its counts for so long is gone."""
EXACT = 100
"""Counts below this are told exactly; others in two digits, cut off."""

Tell = Callable[[Iterable[Connection], str, Payload, str], None]


class ReaderCounts:
    """The counts of all nodes, and which topics have a new sum to show."""

    def __init__(self, connections: Connections, bus: Bus, tell: Tell) -> None:
        """Count the sockets of this and hear of the others over the bus."""
        self._connections = connections
        self._bus = bus
        self._tell = tell
        self._elsewhere: dict[str, dict[str, tuple[int, float]]] = {}
        self._to_show: set[str] = set()
        self._to_say: set[str] = set()
        self._shown: dict[str, int] = {}
        self._renewed_at = 0.0

    def hear(self, data: Mapping[str, Any]) -> None:
        """Take note of another node's count; a node new to the topic is answered with ours."""
        topic, who = data["topic"], data["node"]
        if who == self._bus.node_id or not self._connections.people_at(topic):
            return
        counts = self._elsewhere.setdefault(topic, {})
        if who not in counts:
            self._to_say.add(topic)
        counts[who] = (data["count"], time.monotonic())
        self._to_show.add(topic)

    def tick(self, newcomers: Mapping[str, Collection[Connection]]) -> None:
        """Say what changed here, show what changed anywhere.

        Args:
            newcomers: topics whose watchers changed here → those who have just come.
        """
        now = time.monotonic()
        changed = {topic for topic in newcomers if shows_presence(topic)}
        said, self._to_say = self._to_say | changed, set()
        shown, self._to_show = self._to_show | changed, set()
        if now - self._renewed_at > _RENEW_SECONDS:
            self._renewed_at = now
            said.update(filter(shows_presence, self._connections.topics()))
            self._forget_gone(now)
        for topic in said if self._bus.is_shared else ():
            count = self._connections.people_at(topic)
            data = {"topic": topic, "node": self._bus.node_id, "count": count}
            self._bus.publish("readers", data)
        for topic in shown:
            self._show(topic, newcomers.get(topic, ()))

    def count(self, topic: str) -> int:
        """Return how many people watch a topic, as far as this node knows."""
        counts = self._elsewhere.get(topic, {})
        return self._connections.people_at(topic) + sum(count for count, _said in counts.values())

    def _show(self, topic: str, newcomers: Collection[Connection]) -> None:
        """Show the count of a topic to all, or to those who do not know it yet."""
        watching = self._connections.of_topic(topic)
        count = rounded(self.count(topic))
        is_known = self._shown.get(topic) == count
        if watching:
            self._shown[topic] = count
        else:
            self._shown.pop(topic, None)
        told = list(newcomers) if is_known else watching
        self._tell(told, "readers", {"topic": topic, "count": count}, topic)

    def _forget_gone(self, now: float) -> None:
        """Forget nodes that fell silent, and topics that nobody here watches any more."""
        for topic, counts in list(self._elsewhere.items()):
            is_watched = self._connections.people_at(topic) > 0
            kept = {who: said for who, said in counts.items() if now - said[1] < _FORGET_SECONDS}
            if not kept or not is_watched:
                del self._elsewhere[topic]
                continue
            if len(kept) < len(counts):
                self._to_show.add(topic)
            self._elsewhere[topic] = kept


def rounded(count: int) -> int:
    """Return a count as it is told."""
    step = 1
    while count // step >= EXACT:
        step *= 10
    return count // step * step
