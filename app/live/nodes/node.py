"""This process's end of the live path, kept with the application."""

import threading
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from flask import Flask, current_app, has_app_context

from app.core.db import db
from app.core.viewer import GUEST, Viewer
from app.live.connections.connections import Connection, Connections
from app.live.connections.direct_writer import framed
from app.live.connections.disconnection import Server, disconnect
from app.live.nodes.bus import Bus
from app.live.nodes.invalidations import Invalidations
from app.live.nodes.work_queue import WorkQueue
from app.live.presence.readers import ReaderCounts
from app.live.presence.typing import TypingMembers
from app.live.shapes import Missed, Payload, Personal, PersonalSource
from app.live.subscriptions.pending_subscriptions import PendingSubscription, PendingSubscriptions
from app.web.current_viewer import viewer

_AT_A_TIME = 250
LIVE = "entraide_live"
"""Where `init_live` keeps the node, in `app.extensions`."""


def _nothing_missed(account_id: int, _after: int | None, _limit: int) -> Missed:
    """Answer for a site without personal messages."""
    state = Personal(account_id=account_id, unread=0, as_of=0, payload=None)
    return Missed(messages=(), last_seq=0, state=state)


def _nobody(_account_id: int) -> Collection[int]:
    """Answer for a site without blocks."""
    return ()


NO_SOURCE = PersonalSource(
    event="",
    state_event="",
    missed=_nothing_missed,
    newest=lambda _ids: {},
    silent_towards=_nobody,
)


@dataclass(slots=True, eq=False, kw_only=True)
class Node:
    """What this process holds: its sockets, its end of the bus, and those who run tasks."""

    app: Flask
    server: Server
    bus: Bus
    workers: WorkQueue
    """Does what asks the database, a few at once, so that pages keep most connections to it."""
    connections: Connections = field(default_factory=Connections)
    invalidations: Invalidations = field(default_factory=Invalidations)
    pending: PendingSubscriptions = field(init=False)
    readers: ReaderCounts = field(init=False)
    writers: TypingMembers = field(init=False)
    source: PersonalSource = NO_SOURCE
    personal_lock: threading.RLock = field(default_factory=threading.RLock)
    """Held while something personal is sent; nothing waits inside."""
    rechecks: Counter[str] = field(default_factory=Counter)
    """Topics whose watchers are being asked for their right again, and how many still are."""
    unsettled: list[PendingSubscription] = field(default_factory=list)
    """Those among them whose right nobody could tell: the database was away."""
    revocations: int = 0
    """How often somebody lost their sockets here; whoever connects meanwhile is asked again."""
    missed_topics: set[str] = field(default_factory=set)
    """Those among them on which something was pushed meanwhile."""

    def __post_init__(self) -> None:
        """Begin to know who is here."""
        self.pending = PendingSubscriptions(self.connections)
        self.readers = ReaderCounts(self.connections, self.bus, self.tell)
        self.writers = TypingMembers(self.connections, self.tell)

    def show_company(self) -> None:
        """Show who came, went, began or stopped writing; every two seconds."""
        changes = self.connections.take_changes()
        for account_id, topic in changes.silenced:
            stopped = {"topic": topic, "account": account_id, "name": None}
            self.bus.publish("typing", stopped)
        self.readers.tick(changes.newcomers)
        self.writers.tick()

    def tell(
        self,
        connections: Iterable[Connection],
        event: str,
        payload: Payload,
        topic: str | None = None,
    ) -> None:
        """Send an event to those of these sockets that are still ours, encoded once.

        Args:
            connections: whom it is for, as was known a moment ago.
            event: its name.
            payload: what is sent.
            topic: only those who watch this at the very moment it is sent.
        """
        frame, queued = framed(event, payload), []
        for number, each in enumerate(connections, start=1):
            if self.connections.find(each.sid) is not each:
                continue
            if topic is not None and topic not in each.topics:
                continue
            if each.line is None or not each.line.put(frame):
                queued.append(each.sid)
            if number % _AT_A_TIME == 0:
                self.server.sleep(0)  # let others live
        if queued:  # python-socketio takes an empty list for everybody
            self.server.emit(event, dict(payload), to=queued)

    def disconnect(self, sid: str, *, may_return: bool) -> None:
        """Send a socket not one more event, and close it.

        Args:
            sid: its id; nothing needs to be kept of it any more.
            may_return: its browser calls again by itself, as when its line breaks; one that is
                disconnected for good does not.
        """
        self.connections.remove(sid)
        eio_sid = self.server.manager.eio_sid_from_sid(sid, "/")
        disconnect(self.server, eio_sid, told=None if may_return else sid)

    def viewer_behind(self, connection: Connection) -> Viewer:
        """Return who is behind a socket as they are now; a guest when they signed out."""
        environ = self.server.get_environ(connection.sid)
        if environ is None:
            return GUEST
        with self.anew(), self.app.request_context(environ):
            return viewer()

    @contextmanager
    def anew(self) -> Iterator[None]:
        """Ask the database in a context of its own, that remembers no earlier answer.

        What the asker holds of the pool goes back first: as many as it has connections, each with
        one and waiting for a second, would wait for each other until they are all given up.
        """
        if has_app_context():
            db.session.close()
        with self.app.app_context():
            yield


def this_node() -> Node:
    """Return the node of this process."""
    node: Node = current_app.extensions[LIVE]
    return node
