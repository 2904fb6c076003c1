"""Topics that sockets will watch when their right to them has been checked."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.live.connections.connections import Connection, Connections


@dataclass(slots=True, eq=False, kw_only=True)
class PendingSubscription:
    """A topic that a socket will watch when its right to it has been checked."""

    connection: Connection
    topic: str
    is_invalidated: bool = False
    """Rights changed while this one was being checked: the answer may be out of date."""


class PendingSubscriptions:
    """Those of all sockets of this node. Safe to use from several threads."""

    def __init__(self, connections: Connections) -> None:
        """Begin without any."""
        self._connections = connections
        self._of: dict[Connection, set[PendingSubscription]] = {}

    def add(self, subscription: PendingSubscription) -> None:
        """Note that a socket would watch a topic, before its right to it is checked."""
        with self._connections.lock:
            self._of.setdefault(subscription.connection, set()).add(subscription)

    def discard(self, subscription: PendingSubscription) -> None:
        """Forget one, whatever became of it."""
        with self._connections.lock:
            mine = self._of.get(subscription.connection, set())
            mine.discard(subscription)
            if not mine:
                self._of.pop(subscription.connection, None)

    def withdraw(self, connection: Connection, topic: str) -> None:
        """Forget that a socket would watch a topic."""
        with self._connections.lock:
            for each in self._find([connection], topic):
                self.discard(each)

    def topics_of(self, connection: Connection) -> set[str]:
        """Return what a socket would watch."""
        with self._connections.lock:
            return {each.topic for each in self._find([connection], None)}

    def is_wanted(self, subscription: PendingSubscription) -> bool:
        """Tell whether its socket is still there, and would still watch its topic."""
        connection = subscription.connection
        with self._connections.lock:
            is_there = self._connections.find(connection.sid) is connection
            return is_there and subscription in self._of.get(connection, ())

    def invalidate(self, connections: Iterable[Connection], topic: str | None = None) -> None:
        """Let rights that are being checked be checked again; those to one topic, if named.

        The caller looks up who watches afterwards: whoever was let in just before is among them.
        """
        with self._connections.lock:
            for each in self._find(connections, topic):
                each.is_invalidated = True

    def activate(self, subscription: PendingSubscription) -> bool:
        """Let a socket watch what it asked for; `False` when that is doubted or taken back."""
        with self._connections.lock:
            if subscription.is_invalidated or not self.is_wanted(subscription):
                return False
            self.discard(subscription)
            self._connections.watch(subscription.connection, subscription.topic)
            return True

    def _find(
        self, connections: Iterable[Connection], topic: str | None
    ) -> list[PendingSubscription]:
        """Return those to one topic, or to all for `None`; the lock is held."""
        return [
            each
            for connection in connections
            for each in self._of.get(connection, ())
            if topic in {None, each.topic}
        ]
