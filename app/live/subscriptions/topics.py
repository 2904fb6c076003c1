"""Topics: who watches what on this node, what they are pushed, and how they lose the right."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from app.core.errors import DomainError, NotFound
from app.core.topics import access_topic, admitted_to
from app.core.viewer import Viewer
from app.live.connections.connections import Connection
from app.live.nodes.node import Node
from app.live.subscriptions.pending_subscriptions import PendingSubscription

ANY_LANGUAGE = "*"
MOST_TOPICS = 20
"""A socket, which is that of one page, may watch so many topics at once."""


def may_stay(looking: Viewer) -> bool:
    """Tell whether a person may have a socket at all."""
    return not looking.is_guest and not looking.is_suspended


def may_watch(looking: Viewer, topic: str) -> bool:
    """Tell whether a person may watch a topic: who has access to its page."""
    try:
        access_topic(looking, topic)
    except DomainError:
        return False
    return True


def authorize(node: Node, subscription: PendingSubscription) -> bool:
    """Let a socket watch what it asked for, if its person may; a doubt meanwhile asks once more."""
    connection, topic = subscription.connection, subscription.topic
    # Access is told from rows as they were a moment ago. Whoever takes the right away meanwhile
    # looks for sockets that watch, and this one does not yet: acting on the old yes, a member who
    # was just removed would see who is there and writes, and on a topic that is not asked about at
    # each delivery all that is said, until rights are compared, a minute later. So they mark what
    # is pending first, and look who watches afterwards; and here the mark is wiped before the
    # question, never after it. `activate` looks at the mark and lets the socket watch under one
    # lock: a right lost before is found by the mark, one lost after by the watcher.
    try:
        while node.pending.is_wanted(subscription):
            subscription.is_invalidated = False
            looking = node.viewer_behind(connection)
            if not may_stay(looking):
                node.disconnect(connection.sid, may_return=False)
                return False
            if not _may_watch_now(node, looking, topic):
                node.connections.unwatch(connection, topic)
                return False
            if node.pending.activate(subscription):
                return True
        return False
    finally:
        node.pending.discard(subscription)


def _may_watch_now(node: Node, looking: Viewer, topic: str) -> bool:
    """Ask anew, whatever was answered a moment ago."""
    with node.anew():
        return may_watch(looking, topic)


def deliver(node: Node, data: Mapping[str, Any]) -> None:
    """Push an event to those who watch a topic, each in their language."""
    topic, silent = data["topic"], frozenset(data["silent"])
    by = data.get("by")
    if data.get("written_by") is not None:
        node.writers.forget(data["written_by"], topic)
    if node.rechecks[topic]:
        node.missed_topics.add(topic)
    watching = [one for one in node.connections.of_topic(topic) if one.account_id not in silent]
    try:
        watchers = _admitted(data.get("only") or topic, watching)
    except SQLAlchemyError:  # nobody knows: let each of them ask for access as the page does
        node.tell(watching, "refresh", {"topic": topic}, topic)
        raise
    for language, payload in data["payloads"].items():
        speaking = [one for one in watchers if language in (ANY_LANGUAGE, one.language)]
        others = [one for one in speaking if one.account_id != by]
        node.tell(others, data["event"], payload, topic)
        if len(others) < len(speaking):
            own = [one for one in speaking if one.account_id == by]
            node.tell(own, data["event"], {**payload, "own": True}, topic)


def compare_rights(node: Node) -> None:
    """Take from topics whoever may not watch them any more: a message may have been lost.

    A few questions for each topic, however many watch it.
    """
    for topic in node.connections.topics():
        watching = node.connections.of_topic(topic)
        staying = set(map(id, _admitted(topic, watching)))
        for connection in watching:
            if id(connection) not in staying:
                node.pending.invalidate([connection], topic)
                node.connections.unwatch(connection, topic)


def compare_people(node: Node, turn: int, turns: int) -> None:
    """Close the sockets of those who may have none any more; one in so many of them at a time."""
    for connection in node.connections.all():
        if connection.account_id % turns == turn % turns:
            _look_again(node, connection)


def _admitted(topic: str, watching: list[Connection]) -> list[Connection]:
    if not watching:
        return []
    try:
        admitted = frozenset(admitted_to(topic, {one.account_id for one in watching}))
    except NotFound:
        return []
    return [one for one in watching if one.account_id in admitted]


def disconnect(node: Node, data: Mapping[str, list[int]]) -> None:
    """Close the sockets of people who are gone, and those opened under sign-ins that ended."""
    node.revocations += 1
    account_ids, session_ids = frozenset(data["accounts"]), frozenset(data["sessions"])
    for account_id in account_ids:
        node.writers.forget(account_id)
    for connection in node.connections.all():
        if connection.account_id in account_ids or connection.session_id in session_ids:
            node.disconnect(connection.sid, may_return=False)


def recheck_topic(node: Node, topic: str) -> None:
    """Let everybody who watches a topic show again that they may."""
    node.writers.forget_topic(topic)
    node.pending.invalidate(node.connections.all(), topic)
    _ask_again(node, [(one, topic) for one in node.connections.of_topic(topic)])


def recheck_account(node: Node, account_id: int) -> None:
    """Let a person show again that they may watch what they watch."""
    node.writers.forget(account_id)
    node.pending.invalidate(node.connections.of_account(account_id))
    connections = node.connections.of_account(account_id)
    _ask_again(node, [(one, topic) for one in connections for topic in tuple(one.topics)])


def recheck_presence(node: Node, account_id: int) -> None:
    """Show no more that a person is here, until it is known again that they are shown."""
    node.revocations += 1  # whoever connects meanwhile is asked again
    node.writers.forget(account_id)
    node.connections.hide(account_id, is_hidden=True)
    for connection in node.connections.of_account(account_id):
        node.workers.add(_look_again, node, connection)


def recheck_everything(node: Node) -> None:
    """Let everybody show again that they may watch what they watch."""
    node.pending.invalidate(node.connections.all())
    node.writers.forget_all()
    _ask_again(
        node, [(one, topic) for one in node.connections.all() for topic in tuple(one.topics)]
    )


def recheck_people(node: Node) -> None:
    """Let everybody show again that they may be here at all: revocations may have been missed."""
    node.revocations += 1
    for connection in node.connections.all():
        node.workers.add(_look_again, node, connection)
    recheck_everything(node)


def ask_unsettled(node: Node) -> None:
    """Put back those sockets whose right nobody could tell; one of them shows whether one can."""
    waiting, node.unsettled = node.unsettled, []
    if waiting:
        _put_back(node, waiting[0])
    if node.unsettled:
        node.unsettled += waiting[1:]
        return
    for each in waiting[1:]:
        node.workers.add(_put_back, node, each)


def refresh_all(node: Node) -> None:
    """Tell everybody who watches something that they may have missed a part of it."""
    for topic in node.connections.topics():
        node.tell(node.connections.of_topic(topic), "refresh", {"topic": topic}, topic)


def _ask_again(node: Node, pairs: list[tuple[Connection, str]]) -> None:
    """Take sockets from topics at once, and put back those that may be there."""
    made: list[PendingSubscription] = []
    for connection, topic in pairs:
        made.append(PendingSubscription(connection=connection, topic=topic))
        node.pending.add(made[-1])
        node.connections.unwatch(connection, topic)
        node.rechecks[topic] += 1
    for each in made:
        node.workers.add(_put_back, node, each)


def _look_again(node: Node, connection: Connection) -> None:
    """Close a socket whose person may not have one any more; show that they are here, or not."""
    revocations, looking = node.revocations, node.viewer_behind(connection)
    while node.revocations != revocations:  # perhaps of this person, who has just chosen otherwise
        revocations, looking = node.revocations, node.viewer_behind(connection)
    if may_stay(looking):
        node.connections.hide(connection.account_id, is_hidden=looking.is_discreet)
    else:
        node.disconnect(connection.sid, may_return=False)


def _put_back(node: Node, subscription: PendingSubscription) -> None:
    """Check the right of one socket to one topic again; later, if nobody can tell now."""
    topic = subscription.topic
    try:
        if authorize(node, subscription) and topic in node.missed_topics:
            node.tell([subscription.connection], "refresh", {"topic": topic}, topic)
    except SQLAlchemyError:  # its page goes on believing that it watches: it must, in the end
        node.pending.add(subscription)
        node.rechecks[topic] += 1
        node.unsettled.append(subscription)
    finally:
        node.rechecks[topic] -= 1
        if not node.rechecks[topic]:
            del node.rechecks[topic]
            node.missed_topics.discard(topic)
