"""Personal messages: in order, without a gap, never twice on one socket.

A message that carries the next number is sent on; an older one is known already; a later one
shows that something is missing, and everything missing is fetched and sent in its order. Coming
back after an absence is the same act as beginning.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from app.core.i18n import in_language
from app.live.connections.connections import Connection
from app.live.nodes.node import Node
from app.live.shapes import Missed, Payload, Personal

MOST_MISSED = 200
"""Whoever missed more numbers than this is told to load the page again."""

Packed = tuple[int, int | None, int, int, Payload | None]
"""account, seq, unread, as of, payload: how a message travels on the bus."""


def packed(message: Personal) -> Packed:
    """Return a message as it travels."""
    return (
        message.account_id,
        message.seq,
        message.unread,
        message.as_of,
        None if message.payload is None else dict(message.payload),
    )


def deliver(node: Node, data: Mapping[str, Any]) -> None:
    """Hand messages to the sockets of those they are for."""
    event: str = data["event"]
    shared: Mapping[str, Payload] = data["shared"]
    to: Sequence[Packed] = data["to"]
    for account_id, seq, unread, as_of, payload in to:
        for connection in node.connections.of_account(account_id):
            whole = None
            if payload is not None:
                whole = {**shared.get(connection.language, {}), **payload}
            message = Personal(
                account_id=account_id, seq=seq, unread=unread, as_of=as_of, payload=whole
            )
            _hand_over(node, connection, event, message)


def begin(node: Node, connection: Connection) -> None:
    """Send a new socket what its browser has missed; it is noted as catching up already."""
    node.workers.add(_catch_up, node, connection)


def catch_up(node: Node, connection: Connection) -> None:
    """Ask again for what a socket may have missed."""
    with node.personal_lock:
        if connection.is_catching_up:
            return
        connection.is_catching_up = True
    node.workers.add(_catch_up, node, connection)


def compare(node: Node) -> None:
    """Look for messages whose hint was lost on the bus, and catch up where there are any."""
    connections = node.connections.all()
    newest = node.source.newest({connection.account_id for connection in connections})
    for connection in connections:
        if newest.get(connection.account_id, 0) > (connection.last_seq or 0):
            catch_up(node, connection)


def _hand_over(node: Node, connection: Connection, event: str, message: Personal) -> None:
    """Send one message to one socket, or begin to fetch what is missing before it."""
    # Hints come late, twice, out of order or never, and a browser only ever says the last number
    # it was sent. Were 8 sent before 7, it would say 8 when it comes back, and 7 would be lost for
    # good. So only the next number is sent on; any later one makes us fetch. While somebody
    # fetches, nothing with a number is sent beside it: it would come twice, or before what is
    # being fetched. Its number is noted instead, and whoever fetches looks at it before they stop.
    # Looking and sending are one act under the lock, or two threads would take turns in between.
    with node.personal_lock:
        if message.seq is None:
            _send(node, connection, event, message)
            return
        if connection.is_catching_up or connection.last_seq is None:
            connection.wanted_seq = max(connection.wanted_seq, message.seq)
            return
        if message.seq <= connection.last_seq:
            return
        if message.seq == connection.last_seq + 1 and message.payload is not None:
            connection.last_seq = message.seq
            _send(node, connection, event, message)
            return
        connection.wanted_seq = message.seq
    catch_up(node, connection)


def _send(node: Node, connection: Connection, event: str, message: Personal) -> None:
    """Send a message with the newest count known; the lock is held."""
    if message.as_of >= connection.as_of:
        connection.as_of, connection.unread = message.as_of, message.unread
    state = {"unread": connection.unread, "version": connection.as_of}
    node.tell([connection], event, {**(message.payload or {}), **state})


def _catch_up(node: Node, connection: Connection) -> None:
    """Fetch and send until nothing more is known to be missing."""
    try:
        while _send_missed(node, connection):
            pass
    except Exception:
        # Without its transport a browser comes back by itself, and asks for the same again.
        node.disconnect(connection.sid, may_return=True)
        raise


def _send_missed(node: Node, connection: Connection) -> bool:
    """Fetch once and send it; tell whether there is reason to ask again."""
    after = connection.last_seq
    with in_language(connection.language):
        missed = node.source.missed(connection.account_id, after, MOST_MISSED)
    with node.personal_lock:
        _send_all(node, connection, missed)
        has_moved = after is None or missed.last_seq > after
        if connection.wanted_seq > missed.last_seq and has_moved:
            return True
        connection.is_catching_up = False
        return False


def _send_all(node: Node, connection: Connection, missed: Missed) -> None:
    """Send what was fetched, or say that it is too much; the lock is held."""
    after, connection.last_seq = connection.last_seq, missed.last_seq
    if after is not None and not 0 <= missed.last_seq - after <= MOST_MISSED:
        node.tell([connection], "resync", {})
        return
    for message in missed.messages:
        _send(node, connection, node.source.event, message)
    shown = connection.page_version
    if shown is not None and max(shown, connection.as_of) < missed.state.as_of:
        _send(node, connection, node.source.state_event, missed.state)  # read meanwhile
