"""A topic to watch, and browsers that watch it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask_socketio.test_client import SocketIOTestClient

from app.accounts.models import Account
from app.core.errors import NotFound
from app.core.topics import TOPICS, TopicKind
from app.core.viewer import Viewer
from app.live.node import LIVE, NO_SOURCE, Node
from tests.conftest import ClientFor

Sockets = Callable[..., "Socket"]


class Socket(SocketIOTestClient):
    """A socket whose events run in contexts of their own, as under a server."""

    queue: list[dict[str, Any]]

    def connect(self, **how: object) -> None:
        """Connect as a browser does."""
        with self.app.app_context():
            super().connect(**how)

    def emit(self, event: str, *data: object, **how: object) -> object:
        """Send an event; return the answer, when it is acknowledged."""
        with self.app.app_context():
            return super().emit(event, *data, **how)

    def ask(self, event: str, data: object) -> bool:
        """Ask for something that is acknowledged, and return the answer."""
        answer = self.emit(event, data, callback=True)
        assert isinstance(answer, dict)
        return bool(answer["ok"])

    def heard(self) -> list[tuple[str, dict[str, Any]]]:
        """Return what the socket was sent since this was last asked, closed or not."""
        events, self.queue = self.queue, []
        return [(event["name"], event["args"][0]) for event in events]


class Place:
    """A topic whose doorkeeper is the test."""

    topic = "tests.place:1"

    def __init__(self) -> None:
        """Let everybody in at first."""
        self.refused: set[int] = set()
        self.meanwhile: Callable[[], None] = lambda: None

    def access(self, viewer: Viewer, place_id: int) -> None:
        """Let people into place 1 unless they are refused."""
        self.meanwhile()
        if place_id != 1 or viewer.account_id in self.refused:
            raise NotFound


@pytest.fixture
def place(app: Flask) -> Iterator[Place]:
    """Return a topic that can be watched during this test."""
    place = Place()
    app.extensions[TOPICS]["tests.place"] = TopicKind(kind="tests.place", access=place.access)
    yield place
    del app.extensions[TOPICS]["tests.place"]


@pytest.fixture
def node(app: Flask) -> Iterator[Node]:
    """Return the live node of the application, empty again afterwards."""
    node: Node = app.extensions[LIVE]
    source, node.source = node.source, NO_SOURCE
    yield node
    node.source = source
    for connection in node.connections.all():
        node.connections.remove(connection.sid)
    node.connections.take_changed()


@pytest.fixture
def socket_for(node: Node, client_for: ClientFor) -> Sockets:
    """Return a maker of sockets, each of somebody's browser."""
    app = node.app

    def make(
        account: Account | None,
        *,
        watching: str | None = None,
        auth: object = None,
        language: str = "fr",
    ) -> Socket:
        socket = Socket(
            app,
            app.extensions["socketio"],
            auth=auth,
            headers={"Accept-Language": language},
            flask_test_client=client_for(account),
        )
        if watching is not None:
            assert socket.ask("watch", {"topic": watching})
        return socket

    return make
