"""Topics: who watches what on this node, what they are pushed, and how they lose the right."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from app.core.errors import DomainError, NotFound
from app.core.topics import access_topic, admitted_to
from app.core.viewer import Viewer
from app.live.connections import Connection, Wish
from app.live.node import Node
from app.live.wishes import doubt, wish

ANY_LANGUAGE = "*"
MOST_TOPICS = 40
"""A socket may watch so many topics at once; it may serve all tabs of a browser."""


def may_stay(looking: Viewer) -> bool:
    """Tell whether a person may have a socket at all."""
    return not looking.is_guest and not looking.is_suspended


def may_watch(looking: Viewer, topic: str) -> bool:
    """Ask the page's own door whether a person may watch a topic."""
    try:
        access_topic(looking, topic)
    except DomainError:
        return False
    return True


def settle(node: Node, wished: Wish) -> bool:
    """Let a socket watch what it wishes, if its person may; a doubt meanwhile asks once more."""
    connection, topic = wished.connection, wished.topic
    try:
        while wished in connection.wishes and node.connections.find(connection.sid) is connection:
            wished.is_doubted = False  # what is lost from here on is heard of below
            looking = node.viewer_behind(connection)
            if not may_stay(looking):
                node.drop(connection)
                return False
            if not _may_watch_now(node, looking, topic):
                node.connections.unwatch(connection, topic)
                return False
            if node.connections.grant(wished):
                return True
        return False
    finally:
        connection.wishes.discard(wished)


def _may_watch_now(node: Node, looking: Viewer, topic: str) -> bool:
    """Ask in a context of its own, that remembers nothing of an earlier answer."""
    with node.app.app_context():
        return may_watch(looking, topic)


def deliver(node: Node, data: Mapping[str, Any]) -> None:
    """Push an event to those who watch a topic, each in their language."""
    topic, silent = data["topic"], frozenset(data["silent"])
    if data.get("written_by") is not None:
        node.writers.forget(data["written_by"], topic)
    if node.rechecks[topic]:
        node.missed_topics.add(topic)
    watching = [one for one in node.connections.of_topic(topic) if one.account_id not in silent]
    try:
        watchers = _admitted(data.get("only") or topic, watching)
    except SQLAlchemyError:  # nobody knows: let each of them ask the page's own door
        node.tell(watching, "refresh", {"topic": topic}, topic)
        raise
    for language, payload in data["payloads"].items():
        node.tell(
            [one for one in watchers if language in (ANY_LANGUAGE, one.language)],
            data["event"],
            payload,
            topic,
        )


def compare_rights(node: Node) -> None:
    """Take from topics whoever may not watch them any more: a message may have been lost.

    A few questions for each topic, however many watch it.
    """
    for topic in node.connections.topics():
        watching = node.connections.of_topic(topic)
        staying = set(map(id, _admitted(topic, watching)))
        for connection in watching:
            if id(connection) not in staying:
                doubt([connection], topic)
                node.connections.unwatch(connection, topic)


def compare_people(node: Node, turn: int, turns: int) -> None:
    """Close the sockets of those who may have none any more; one in so many of them at a time."""
    for connection in node.connections.all():
        if connection.account_id % turns == turn % turns:
            _send_away(node, connection)


def _admitted(topic: str, watching: list[Connection]) -> list[Connection]:
    """Return those sockets whose people may watch a topic now, as the database says."""
    if not watching:
        return []
    try:
        admitted = frozenset(admitted_to(topic, {one.account_id for one in watching}))
    except NotFound:
        return []
    return [one for one in watching if one.account_id in admitted]


def evict(node: Node, data: Mapping[str, Any]) -> None:
    """Take a person's sockets from a topic, or close them when no topic is named."""
    topic: str | None = data["topic"]
    node.goodbyes += topic is None
    node.writers.forget(data["account_id"], topic)
    for connection in node.connections.of_account(data["account_id"]):
        if topic is None:
            node.drop(connection)
        else:
            doubt([connection], topic)
            node.connections.unwatch(connection, topic)


def hide(node: Node, data: Mapping[str, Any]) -> None:
    """Show no more that a person is here, or show it again."""
    node.goodbyes += 1  # whoever connects meanwhile is asked again
    node.connections.hide(data["account_id"], is_hidden=data["is_hidden"])
    if data["is_hidden"]:
        node.writers.forget(data["account_id"])


def end_sessions(node: Node, session_ids: Iterable[int]) -> None:
    """Close the sockets that were opened under these sign-ins."""
    node.goodbyes += 1
    ended = set(session_ids)
    for connection in node.connections.all():
        if connection.session_id in ended:
            node.drop(connection)


def recheck_topic(node: Node, topic: str) -> None:
    """Let everybody who watches a topic show again that they may."""
    node.writers.forget_topic(topic)
    doubt(node.connections.all(), topic)
    _ask_again(node, [(one, topic) for one in node.connections.of_topic(topic)])


def recheck_account(node: Node, account_id: int) -> None:
    """Let a person show again that they may watch what they watch."""
    node.writers.forget(account_id)
    doubt(node.connections.of_account(account_id))
    connections = node.connections.of_account(account_id)
    _ask_again(node, [(one, topic) for one in connections for topic in tuple(one.topics)])


def recheck_everything(node: Node) -> None:
    """Let everybody show again that they may watch what they watch."""
    doubt(node.connections.all())
    node.writers.forget_all()
    _ask_again(
        node, [(one, topic) for one in node.connections.all() for topic in tuple(one.topics)]
    )


def recheck_people(node: Node) -> None:
    """Let everybody show again that they may be here at all: goodbyes may have been missed."""
    node.goodbyes += 1
    for connection in node.connections.all():
        node.crew.add(_send_away, node, connection)
    recheck_everything(node)


def refresh_all(node: Node) -> None:
    """Tell everybody who watches something that they may have missed a part of it."""
    for topic in node.connections.topics():
        node.tell(node.connections.of_topic(topic), "refresh", {"topic": topic}, topic)


def _ask_again(node: Node, pairs: list[tuple[Connection, str]]) -> None:
    """Take sockets from topics at once, and put back those that may be there."""
    made: list[Wish] = []
    for connection, topic in pairs:
        made.append(wish(connection, topic))
        node.connections.unwatch(connection, topic)
        node.rechecks[topic] += 1
    for each in made:
        node.crew.add(_put_back, node, each)


def _send_away(node: Node, connection: Connection) -> None:
    """Close a socket whose person may not have one any more."""
    looking = node.viewer_behind(connection)
    connection.is_hidden = looking.is_discreet
    if not may_stay(looking):
        node.drop(connection)


def _put_back(node: Node, wished: Wish) -> None:
    """Check the right of one socket to one topic again."""
    topic = wished.topic
    try:
        if settle(node, wished) and topic in node.missed_topics:
            node.tell([wished.connection], "refresh", {"topic": topic}, topic)
    finally:
        node.rechecks[topic] -= 1
        if not node.rechecks[topic]:
            del node.rechecks[topic]
            node.missed_topics.discard(topic)
