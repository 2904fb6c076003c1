"""Topics that sockets will watch when their right to them has been checked."""

from collections.abc import Iterable

from app.live.connections import Connection, Wish


def wish(connection: Connection, topic: str) -> Wish:
    """Note that a socket would watch a topic, before its right to it is checked."""
    made = Wish(connection=connection, topic=topic)
    connection.wishes.add(made)
    return made


def doubt(connections: Iterable[Connection], topic: str | None = None) -> None:
    """Let rights that are being checked be checked again; those to one topic, if named.

    The caller looks up who watches afterwards: whoever was let in just before is among them.
    """
    for connection in connections:
        for each in tuple(connection.wishes):
            each.is_doubted |= topic in {None, each.topic}


def take_back(connection: Connection, topic: str) -> None:
    """Forget that a socket would watch a topic."""
    connection.wishes -= {each for each in tuple(connection.wishes) if each.topic == topic}
