"""The WebSocket server under the sockets, and what it needs to be safe, small and whole.

Source: python-engineio 4.15 and simple-websocket 1.1, read and measured. Left to themselves they
read messages of any length into memory, agree to compress (300 kB of tables for each socket),
send with `send`, which may send only a part, and look through every socket at each goodbye.
"""

import socket
import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import socketio
from flask import Flask
from flask_socketio import SocketIO
from gevent import monkey

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PING_SECONDS = 25
PONG_SECONDS = 20
MESSAGE_BYTES = 4096
"""Longest packet that a browser may send; ours are a tenth of it."""

_KEPT = frozenset(
    {
        "CONTENT_LENGTH",
        "CONTENT_TYPE",
        "HTTP_ACCEPT_LANGUAGE",
        "HTTP_CONNECTION",
        "HTTP_COOKIE",
        "HTTP_HOST",
        "HTTP_ORIGIN",
        "HTTP_SEC_WEBSOCKET_KEY",
        "HTTP_SEC_WEBSOCKET_VERSION",
        "HTTP_UPGRADE",
        "HTTP_X_FORWARDED_HOST",
        "HTTP_X_FORWARDED_PROTO",
        "PATH_INFO",
        "QUERY_STRING",
        "REMOTE_ADDR",
        "REQUEST_METHOD",
        "SCRIPT_NAME",
        "SERVER_NAME",
        "SERVER_PORT",
        "SERVER_PROTOCOL",
        "flask.app",
        "wsgi.errors",
        "wsgi.input",
        "wsgi.url_scheme",
        "wsgi.version",
    }
)
"""What is kept of a request for as long as its socket lives."""
_SOCKETS = ("gunicorn.socket", "werkzeug.socket")


class Manager(socketio.Manager):
    """Knows who has arrived and who has left, in constant time."""

    def report(self, *, arrived: Callable[[str], None], left: Callable[[str], None]) -> None:
        """Name who hears of arrivals, once the browser knows of them, and of departures."""
        self._arrived = arrived
        self._left = left

    def connect(self, sid: str, namespace: str) -> str:
        """Note that a socket was let in."""
        known: str = super().connect(sid, namespace)
        self._arrived(known)
        return known

    def disconnect(self, sid: str, namespace: str, **kwargs: object) -> None:
        """Note that a socket is gone."""
        self._left(sid)
        super().disconnect(sid, namespace, **kwargs)

    def basic_disconnect(self, sid: str, namespace: str, **_kwargs: object) -> None:
        """Take a socket out of its two rooms; the base class looks through those of everybody."""
        for room in (None, sid):
            self.basic_leave_room(sid, namespace, room)
        for waiting in (self.pending_connect, self.pending_disconnect):
            if sid in waiting.get(namespace, ()):
                waiting[namespace].remove(sid)


class WholeSocket:
    """A socket whose `send` sends everything or fails, and that waits for nobody for ever."""

    def __init__(self, inner: socket.socket) -> None:
        """Wrap the socket of one browser, which has to answer each ping."""
        self._inner = inner
        self._lock = threading.Lock()
        inner.settimeout(PING_SECONDS + PONG_SECONDS + 5)

    def send(self, data: bytes) -> int:
        """Send all of it, one message after the other."""
        with self._lock:
            self._inner.sendall(data)
        return len(data)

    def recv(self, size: int) -> bytes:
        """Receive what has come."""
        return self._inner.recv(size)

    def close(self) -> None:
        """Close the socket."""
        self._inner.close()


def make_socketio(app: Flask, manager: Manager) -> SocketIO:
    """Put a Socket.IO server in front of the application, WebSocket only.

    It has no message queue: nodes talk over `app.live.bus`, which knows what was missed.
    """
    made = SocketIO(
        async_mode="gevent" if monkey.is_module_patched("socket") else "threading",
        async_handlers=False,  # a socket's events one after the other, in its own thread
        client_manager=manager,
        cookie=None,
        http_compression=False,
        manage_session=False,
        max_http_buffer_size=MESSAGE_BYTES,
        ping_interval=PING_SECONDS,
        ping_timeout=PONG_SECONDS,
        serve_client=False,
        transports=["websocket"],
    )
    made.init_app(app)
    made.server.handle_request = _lean(made.server.handle_request)
    parts = made.server.eio._async  # noqa: SLF001 - engineio offers no setting for it
    made.server.eio.__dict__["_async"] = {**parts, "websocket": _bounded(parts["websocket"])}
    return made


def _bounded(make: Callable[..., Any]) -> Callable[..., Any]:
    """Let no message grow beyond its limit while it is being read."""

    def make_bounded(handler: object, server: object) -> object:
        channel = make(handler, server)
        channel.server_args["max_message_size"] = MESSAGE_BYTES
        return channel

    return make_bounded


def _lean(handle: "WSGIApplication") -> "WSGIApplication":
    """Let a socket keep of its request only what it needs, and wrap its line."""

    def handle_lean(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        kept = {name: value for name, value in environ.items() if name in _KEPT}
        for name in _SOCKETS:
            if name in environ:
                kept[name] = WholeSocket(environ[name])
        return handle(kept, start_response)

    return handle_lean
