"""What browsers may ask for over their socket. Nothing here writes to the database."""

import logging
import time
from typing import Any, Protocol, cast

from flask import request
from flask_socketio import ConnectionRefusedError as Refused
from flask_socketio import SocketIO
from sqlalchemy.exc import SQLAlchemyError

from app.core.i18n import LANGUAGES
from app.core.topics import shows_presence
from app.core.viewer import Viewer
from app.live.connections.connections import Connection
from app.live.connections.direct_writer import DirectWriter
from app.live.connections.transport import LINES
from app.live.nodes.node import Node, this_node
from app.live.subscriptions.pending_subscriptions import PendingSubscription
from app.live.subscriptions.topics import MOST_TOPICS, authorize, may_stay
from app.web.current_viewer import viewer
from app.web.kept_requests import preferred_language

TYPING_SECONDS = 2.0
"""A socket is heard typing on one topic at the most so often."""
MOST_OF_ONE = 100
"""Sockets of one account on one node: a tab has one, and lost ones are noticed late."""
_TOPIC_LENGTH = 80
_TRY_AGAIN = "try_again"
_OTHER = "other_account"
_log = logging.getLogger(__name__)


class _Asked(Protocol):
    """What Flask-SocketIO adds to a request."""

    sid: str
    event: dict[str, Any]


def listen(made: SocketIO) -> None:
    """Register the events that browsers may send."""
    made.on_error_default(_confess)
    made.on("connect")(connect)
    made.on("watch")(watch)
    made.on("unwatch")(unwatch)
    made.on("typing")(typing)


def connect(auth: object = None) -> None:
    """Let a member in, and remember where their browser stopped reading."""
    node, sid = this_node(), _sid()
    revocations = node.revocations
    looking = viewer()
    _let_in(looking)
    if _named(auth) not in {None, looking.known_id}:
        raise Refused(_OTHER)  # somebody else signed in since the page was made
    if node.connections.find(sid) is None:
        spoken = looking.language if looking.language in LANGUAGES else None
        accepted = request.headers.get("Accept-Language", "")
        connection = Connection(
            sid=sid,
            account_id=looking.known_id,
            session_id=looking.session_id,
            language=spoken or preferred_language(accepted),
            last_seq=_count(auth, "after"),
            page_version=_count(auth, "version"),
            is_hidden=looking.is_discreet,
            line=_line_of(node, sid),
        )
        _make_room(node, connection.account_id)
        node.connections.add(connection)
        if node.revocations != revocations:  # perhaps to this person, who was not known here yet
            _let_in_again(node, connection)


def watch(data: object = None, *_rest: object) -> dict[str, bool]:
    """Begin to watch a topic, if this person has access to its page now."""
    node, topic = this_node(), _topic_of(data)
    connection = node.connections.find(_sid())
    if connection is None or topic is None:
        return {"ok": False}
    wanted = connection.topics | node.pending.topics_of(connection) | {topic}
    if len(wanted) > MOST_TOPICS:
        return {"ok": False}
    subscription = PendingSubscription(connection=connection, topic=topic)
    node.pending.add(subscription)
    try:
        return {"ok": authorize(node, subscription)}
    except SQLAlchemyError:  # no refusal: the browser calls again, and asks again
        node.disconnect(connection.sid, may_return=True)
        raise


def unwatch(data: object = None, *_rest: object) -> dict[str, bool]:
    """Watch a topic no more."""
    node, topic = this_node(), _topic_of(data)
    connection = node.connections.find(_sid())
    if connection is None or topic is None:
        return {"ok": False}
    node.pending.withdraw(connection, topic)
    node.connections.unwatch(connection, topic)
    return {"ok": True}


def typing(data: object = None, *_rest: object) -> None:
    """Tell the others on a topic that this person is writing; not those who are silent to them."""
    node, topic = this_node(), _topic_of(data)
    connection = node.connections.find(_sid())
    if connection is None or connection.is_hidden or topic not in connection.topics:
        return
    now = time.monotonic()
    if now - connection.typed.get(topic, -TYPING_SECONDS) < TYPING_SECONDS or not shows_presence(
        topic
    ):
        return
    connection.typed[topic] = now
    looking = viewer()
    if not may_stay(looking):
        node.disconnect(connection.sid, may_return=False)
    elif not looking.is_discreet:
        me = connection.account_id
        silent = [me, *node.source.silent_towards(me)]
        sign = {"topic": topic, "account": me, "name": looking.display_name, "silent": silent}
        node.bus.publish("typing", sign)


def _let_in(looking: Viewer) -> None:
    """Refuse who may not have a socket."""
    if not may_stay(looking):
        raise Refused("suspended" if looking.is_suspended else "sign_in_needed")


def _make_room(node: Node, account_id: int) -> None:
    """Close the sockets that somebody has longest when there are too many: they may call again.

    So a phone that comes and goes gets in, whose lost lines are not known to be lost yet.
    """
    mine = sorted(node.connections.of_account(account_id), key=lambda one: one.since)
    for oldest in mine[: max(0, len(mine) - MOST_OF_ONE + 1)]:
        node.disconnect(oldest.sid, may_return=True)


def _let_in_again(node: Node, connection: Connection) -> None:
    """Refuse who was sent away while they came in; from here on they are found."""
    try:
        looking = node.viewer_behind(connection)
        _let_in(looking)
        connection.is_hidden = looking.is_discreet
    except Refused:
        node.connections.remove(connection.sid)
        raise


def _confess(error: Exception) -> dict[str, bool]:
    """Answer a bug: with no for an answer, and never with an open door."""
    _log.error("A socket event failed.", exc_info=error)
    if _asked().event["message"] == "connect":
        raise Refused(_TRY_AGAIN)
    return {"ok": False}


def _sid() -> str:
    sid: str = _asked().sid
    return sid


def _asked() -> _Asked:
    return cast("_Asked", request)


def _line_of(node: Node, sid: str) -> DirectWriter | None:
    """Return the line under a socket; `None` where the web server shows none."""
    engine = node.server.eio.sockets.get(node.server.manager.eio_sid_from_sid(sid, "/"))
    line = next((request.environ[name] for name in LINES if name in request.environ), None)
    if engine is None or not isinstance(line, DirectWriter):
        return None
    line.follow(engine.queue)
    return line


def _topic_of(data: object) -> str | None:
    """Read the name of a topic from what a browser sent, whatever that is."""
    topic = data.get("topic") if isinstance(data, dict) else None
    return topic if isinstance(topic, str) and len(topic) <= _TOPIC_LENGTH else None


def _named(auth: object) -> object:
    """Read for whom a browser says it connects; `None` when it does not."""
    account = auth.get("account") if isinstance(auth, dict) else None
    return account if type(account) is int else None


def _count(auth: object, name: str) -> int | None:
    """Read how far a browser has come; `None` for anything that is no such number."""
    count = auth.get(name) if isinstance(auth, dict) else None
    return count if type(count) is int and 0 <= count < 2**63 else None
