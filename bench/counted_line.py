"""The line between browsers and the site, on which everything is counted."""

import socket
from collections import Counter
from threading import Lock

from tests.journeys.line import Line

SOCKET = "/socket.io/"


class CountedLine(Line):
    """Counts requests of HTTP/1.1, and the bytes that answer them."""

    def __init__(self, port: int) -> None:
        """Lay a line to a port of this machine."""
        self.asked: Counter[str] = Counter()
        """How often each path was asked for, without its query."""
        self.brought: Counter[str] = Counter()
        """How many bytes the site sent for each, headers included."""
        self._last: dict[socket.socket, str] = {}
        self._lock = Lock()
        super().__init__(("127.0.0.1", port))

    @property
    def sockets(self) -> int:
        """How many sockets are open."""
        return sum(self._last.get(end) == SOCKET for end in tuple(self._ends))

    def begin(self) -> None:
        """Count from nothing."""
        self.asked.clear()
        self.brought.clear()

    def asks(self, caller: socket.socket, chunk: bytes) -> None:
        """Note what is asked for, once for each request: those of pages fit into one chunk."""
        method, _, rest = chunk.partition(b" ")
        if self._last.get(caller) != SOCKET and method in {b"GET", b"POST"}:
            path = rest.partition(b" ")[0].partition(b"?")[0].decode()
            with self._lock:
                self._last[caller] = path
                self.asked[path] += 1

    def answers(self, caller: socket.socket, chunk: bytes) -> None:
        """Note how much is sent, for what was asked last on this connection."""
        with self._lock:
            self.brought[self._last.get(caller, "")] += len(chunk)
