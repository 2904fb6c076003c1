"""The WebSocket server under the sockets, and what it needs to be safe, small and whole.

Source: python-engineio 4.15 and simple-websocket 1.1, read and measured. Left to themselves they
read messages of any length into memory, agree to compress (300 kB of tables for each socket),
send with `send`, which may send only a part, and look through every socket at each goodbye.
What is touched inside them stands in docs/decisions/0049, and is tested by name.
"""

import logging
import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import socketio
from flask import Flask
from flask_socketio import SocketIO
from gevent import monkey

from app.live.connections.direct_writer import DirectWriter

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PING_SECONDS = 25
PONG_SECONDS = 20
MESSAGE_BYTES = 4096
"""Longest packet that a browser may send; ours are a tenth of it."""
READ_BYTES = 512
"""Read at once; each socket keeps that much memory ready."""

_log = logging.getLogger("engineio.server")
_log.setLevel(logging.ERROR)
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
_PACKET = re.compile(r"1\Z|3\Z|4[0-9]")
"""What browsers send: goodbye, the answer to a ping, a packet of Socket.IO (see `packet_guard`)."""
_STRANGE = "42"
"""Stands for any other: the guard counts it, and passes it on to nobody."""
_PATH = "/socket.io/"
_OPTIONS: Mapping[str, Any] = MappingProxyType(
    {
        "async_handlers": False,  # a socket's events one after the other, in its own thread
        "cookie": None,
        "engineio_logger": _log,  # its own would say each line twice
        "http_compression": False,
        "manage_session": False,
        "max_http_buffer_size": MESSAGE_BYTES,
        "ping_interval": PING_SECONDS,
        "ping_timeout": PONG_SECONDS,
        "serve_client": False,
        "transports": ["websocket"],
    }
)
"""What the server of sockets is told, whatever it runs on."""
LINES = ("gunicorn.socket", "werkzeug.socket")
"""Where web servers put the socket of a request."""


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


def make_socketio(app: Flask, manager: Manager) -> SocketIO:
    """Put a Socket.IO server in front of the application, WebSocket only.

    It has no message queue: nodes talk over `app.live.nodes.bus`, which knows what was missed.
    """
    made = SocketIO(
        async_mode="gevent" if monkey.is_module_patched("socket") else "threading",
        client_manager=manager,
        **_OPTIONS,
    )
    pages = app.wsgi_app
    made.init_app(app)
    app.wsgi_app = _beside(pages, made.sockio_mw)  # type: ignore[assignment, method-assign] # Flask's own advice
    parts = made.server.eio._async  # noqa: SLF001 - engineio offers no setting for it
    made.server.eio.__dict__["_async"] = {**parts, "websocket": _bounded(parts["websocket"])}
    return made


def _bounded(make: Callable[..., Any]) -> Callable[..., Any]:
    """Let no message grow beyond its limit while it is being read, and pass on only packets.

    Whatever engineio cannot decode ends its handler with a traceback and leaves the writer behind.
    """

    def make_bounded(handler: object, server: object) -> object:
        channel = make(handler, server)
        channel.server_args |= {"max_message_size": MESSAGE_BYTES, "receive_bytes": READ_BYTES}
        wait = channel.wait

        def wait_for_packet() -> str | None:
            sent = wait()
            if sent is None or (isinstance(sent, str) and _PACKET.match(sent)):
                return sent
            return _STRANGE

        channel.wait = wait_for_packet
        return channel

    return make_bounded


def _beside(pages: "WSGIApplication", sockets: "WSGIApplication") -> "WSGIApplication":
    """Send only requests for sockets through engineio, which makes a class for each it sees."""

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if environ["PATH_INFO"].startswith(_PATH):
            return sockets(_lean(environ), start_response)
        return pages(environ, start_response)

    return answer


def _lean(environ: "WSGIEnvironment") -> "WSGIEnvironment":
    """Return what a socket needs of its request, for it is kept as long; and wrap its line."""
    kept = {name: value for name, value in environ.items() if name in _KEPT}
    for name in LINES:
        if name in environ:
            kept[name] = DirectWriter(environ[name], patience_seconds=PING_SECONDS + PONG_SECONDS)
    return kept
