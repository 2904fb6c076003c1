"""What `app.live` touches inside its libraries, and no document of theirs promises, is still there.

Whoever takes a newer version reads here what it lacks; docs/decisions/0049 says what to do then.
"""

import inspect
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

import engineio
import pytest
import simple_websocket
import socketio
import wsproto
from engineio.socket import Socket as EngineSocket
from flask import Flask
from wsproto.events import CloseConnection, TextMessage

from app.live.connections.transport import LINES, MESSAGE_BYTES, Manager, make_socketio

pytestmark = pytest.mark.no_app

HANDSHAKE = {
    "REQUEST_METHOD": "GET",
    "PATH_INFO": "/socket.io/",
    "QUERY_STRING": "transport=websocket&EIO=4",
    "HTTP_HOST": "localhost",
    "HTTP_CONNECTION": "Upgrade",
    "HTTP_UPGRADE": "websocket",
    "HTTP_SEC_WEBSOCKET_KEY": "c2l4dGVlbiBieXRlcyBvaw==",
    "HTTP_SEC_WEBSOCKET_VERSION": "13",
}


def _lacks(library: str, what: str) -> str:
    return f"This {library} has no {what} any more: see docs/decisions/0049."


def _never(*_said: object) -> None:
    raise AssertionError


@pytest.mark.parametrize("mode", ["gevent", "threading"])
def test_engineio_has_a_table_of_what_makes_a_websocket(mode: str):
    server = engineio.Server(async_mode=mode)
    table = vars(server).get("_async")
    assert isinstance(table, dict), _lacks("python-engineio", "Server._async")
    assert callable(table.get("websocket")), _lacks("python-engineio", '_async["websocket"]')
    made = table["websocket"](_never, server)
    arguments = getattr(made, "server_args", None)
    assert isinstance(arguments, dict), _lacks("python-engineio", "server_args of a WebSocket")
    assert callable(getattr(made, "wait", None)), _lacks("python-engineio", "wait of a WebSocket")


def test_engineio_looks_at_the_table_for_each_socket():
    server = engineio.Server(async_mode="threading", transports=["websocket"])
    asked: list[object] = []

    def make(handler: object, _server: object) -> Callable[..., list[bytes]]:
        asked.append(handler)
        return lambda _environ, _start: []

    vars(server)["_async"] = {**vars(server)["_async"], "websocket": make}
    server.handle_request(HANDSHAKE, _never)
    assert asked, _lacks("python-engineio", "look at _async for each socket")


def test_engineio_shows_its_sockets_their_queues_and_its_handlers():
    server = engineio.Server(async_mode="threading")
    shown = [isinstance(getattr(server, name, None), dict) for name in ("sockets", "handlers")]
    assert shown == [True, True], _lacks("python-engineio", "Server.sockets or .handlers")
    queue = getattr(EngineSocket(server, "sid"), "queue", None)
    assert queue is not None, _lacks("python-engineio", "Socket.queue")
    assert queue.empty()


def test_simple_websocket_can_be_bounded():
    takes = inspect.signature(simple_websocket.Server).parameters
    for name in ("max_message_size", "receive_bytes"):
        assert name in takes, _lacks("simple-websocket", f"argument {name}")


@pytest.mark.parametrize("name", LINES)
def test_simple_websocket_needs_no_more_of_a_line_than_ours_has(name: str):
    class Line:
        said = b""

        def send(self, data: bytes) -> int:
            self.said += data
            return len(data)

        def recv(self, _size: int) -> bytes:
            return b""

        def close(self) -> None:
            """Nothing is open."""

    line = Line()
    simple_websocket.Server({**HANDSHAKE, name: line})
    assert line.said.startswith(b"HTTP/1.1 101 "), _lacks("simple-websocket", f"use of {name}")


def test_socketio_takes_a_socket_out_of_its_rooms_through_our_manager():
    left: list[str] = []
    manager = Manager()
    manager.report(arrived=lambda _sid: None, left=left.append)
    socketio.Server(async_mode="threading", client_manager=manager)
    sid = manager.connect("engine", "/")
    assert manager.eio_sid_from_sid(sid, "/") == "engine"
    manager.pre_disconnect(sid, "/")
    manager.disconnect(sid, "/")
    assert left == [sid]
    kept = {name: vars(manager).get(name) for name in ("rooms", "pending_disconnect")}
    assert kept["rooms"] == {}, _lacks("python-socketio", "Manager.rooms as we empty them")
    assert kept["pending_disconnect"] == {"/": []}, _lacks("python-socketio", "pending_disconnect")
    assert "basic_disconnect" in inspect.getsource(socketio.Manager.disconnect), _lacks(
        "python-socketio", "call of basic_disconnect"
    )


@pytest.fixture
def far_end() -> Iterator[socket.socket]:
    """Return the far end of a line that the server answers."""
    app = Flask(__name__)
    manager = Manager()
    manager.report(arrived=lambda _sid: None, left=lambda _sid: None)
    make_socketio(app, manager)
    ours, theirs = socket.socketpair()
    theirs.settimeout(10)
    environ = {**HANDSHAKE, "werkzeug.socket": ours}

    def serve() -> None:
        with suppress(ConnectionError):  # how a WebSocket ends under Werkzeug
            app.wsgi_app(environ, _never)  # type: ignore[arg-type] # it answers by the socket

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield theirs
    theirs.close()
    thread.join(1)  # simple-websocket may miss that it has hung up, and wait for ever
    ours.close()


# The library's own thread may write once more after the line is cut.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_message_is_bounded_while_it_is_read(far_end: socket.socket):
    heard = b""
    while b"\r\n\r\n" not in heard:
        heard += far_end.recv(1)
    protocol = wsproto.connection.Connection(wsproto.ConnectionType.CLIENT)
    far_end.sendall(protocol.send(TextMessage(data="4" * (MESSAGE_BYTES + 1))))
    codes: list[int] = []
    while not codes and (said := far_end.recv(4096)):
        protocol.receive_data(said)
        codes = [one.code for one in protocol.events() if isinstance(one, CloseConnection)]
    assert codes == [1009], _lacks("python-engineio", "way to bound a message")
