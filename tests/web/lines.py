"""Bare lines to a web server, for what no client library would send."""

import socket
import time
from contextlib import suppress
from urllib.parse import urlsplit

from tests.live.site import PATIENCE_SECONDS, Node


def line_to(node: Node, *, room: int | None = None) -> socket.socket:
    """Open a connection; `room` bounds the bytes that wait unread on our side."""
    address = urlsplit(node.url)
    line = socket.socket()
    if room is not None:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
    line.settimeout(PATIENCE_SECONDS)
    line.connect((address.hostname, address.port))
    return line


def answer_to(node: Node, sent: bytes) -> bytes:
    """Send bytes, and return all that comes until the server closes or keeps silent."""
    with line_to(node) as line:
        line.sendall(sent)
        line.settimeout(1)
        return rest_of(line)


def rest_of(line: socket.socket) -> bytes:
    """Return what still comes."""
    came = b""
    with suppress(TimeoutError, ConnectionError):
        while more := line.recv(65_536):
            came += more
    return came


def is_closed(line: socket.socket, *, seconds: float = PATIENCE_SECONDS) -> bool:
    """Tell whether the server closes the connection within so many seconds."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        line.settimeout(max(0.01, limit - time.monotonic()))
        try:
            if not line.recv(65_536):
                return True
        except TimeoutError:
            return False
        except ConnectionError:
            return True
    return False


def request(path: str, *headers: str, method: str = "GET", host: str = "localhost") -> bytes:
    """Return a request, as it is sent."""
    head = "".join(f"{one}\r\n" for one in (f"Host: {host}", *headers))
    return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode("latin-1")
