"""Browsers with a socket, for the tests of every room that pushes something."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask_socketio.test_client import SocketIOTestClient

from app.accounts.models import Account
from app.live.nodes.node import LIVE, Node
from tests.conftest import ClientFor


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


SocketFor = Callable[..., Socket]
"""(account, *, watching=None, auth=None, language="fr") → a socket of that person's browser."""


@pytest.fixture
def live_node(app: Flask) -> Iterator[Node]:
    """Return the live node of the application, empty again afterwards."""
    node: Node = app.extensions[LIVE]
    yield node
    for connection in node.connections.all():
        node.connections.remove(connection.sid)
    node.connections.take_changes()
    node.writers.forget_all()


@pytest.fixture
def socket_for(live_node: Node, client_for: ClientFor) -> SocketFor:
    """Return a maker of sockets, each of somebody's browser, watching a topic if one is named."""
    app = live_node.app

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
