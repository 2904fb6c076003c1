"""Topics that sockets will watch when their right to them has been checked."""

from collections.abc import Iterable

from app.live.connections.connections import Connection, PendingSubscription


def subscribe(connection: Connection, topic: str) -> PendingSubscription:
    """Note that a socket would watch a topic, before its right to it is checked."""
    made = PendingSubscription(connection=connection, topic=topic)
    connection.pending.add(made)
    return made


def invalidate(connections: Iterable[Connection], topic: str | None = None) -> None:
    """Let rights that are being checked be checked again; those to one topic, if named.

    The caller looks up who watches afterwards: whoever was let in just before is among them.
    """
    for connection in connections:
        for each in tuple(connection.pending):
            each.is_invalidated |= topic in {None, each.topic}


def withdraw(connection: Connection, topic: str) -> None:
    """Forget that a socket would watch a topic."""
    connection.pending -= {each for each in tuple(connection.pending) if each.topic == topic}
