"""The line to one browser, under its WebSocket.

What goes to thousands is framed once and written straight to each line that is free: measured at
2,000 sockets, a fifth of the time that a packet takes through engineio's queue, its writer and
the framing of each copy. A line that is not free gets the packet the long way, in order.
"""

import json
import os
import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Protocol

_TEXT = 0x81
"""First byte of a whole text message. Source: RFC 6455 §5.2, as the two lengths below."""
_SHORT, _MEDIUM = 125, 65_535
_USER_TIMEOUT = getattr(socket, "TCP_USER_TIMEOUT", None)


class Queue(Protocol):
    """Packets that wait for their turn on a line."""

    def empty(self) -> bool:
        """Tell whether there are none."""


class DirectWriter:
    """A socket whose `send` sends everything or fails, one message after the other.

    simple-websocket calls `send`, which by itself may send only a part.
    """

    def __init__(self, inner: socket.socket, *, patience_seconds: int) -> None:
        """Wrap the socket of one browser; after so long without a sign of life it is dead."""
        self._inner = inner
        self._is_free = threading.Lock()
        self._queue: Queue | None = None
        self._sending = 0
        self._takes_part = not os.get_blocking(inner.fileno())
        if _USER_TIMEOUT is not None:
            with suppress(OSError):  # a proxy on this machine may speak over another kind of socket
                inner.setsockopt(socket.IPPROTO_TCP, _USER_TIMEOUT, patience_seconds * 1000)

    def follow(self, queue: Queue) -> None:
        """Name the packets that must not be overtaken; from now on the line takes frames."""
        self._queue = queue

    def put(self, frame: bytes) -> bool:
        """Write a frame at once; `False` when it has to take the long way."""
        # Two write to one line: this, and engineio's writer behind its queue. A frame must not
        # overtake a packet that waits there, or a browser hears that a notice was read before it
        # hears of the notice; nor one that has left the queue and waits for the line: whoever
        # waits for a lock of gevent has it a moment after it is free. And a frame must not land
        # between two parts of a message: that is no WebSocket any more, and the browser hangs up.
        # So a line that somebody holds is left alone, without waiting, for they may wait for a
        # slow telephone; and whoever could write only a part holds it until the rest is written.
        # With threads a packet could be anywhere between queue and line: only lines of gevent,
        # which never block, take part.
        is_idle = self._queue is not None and self._queue.empty() and not self._sending
        if not (self._takes_part and is_idle) or not self._is_free.acquire(blocking=False):
            return False
        try:
            written = os.write(self._inner.fileno(), frame)
        except OSError:  # full, or gone: the long way waits, or finds out
            self._is_free.release()
            return False
        if written < len(frame):
            threading.Thread(target=self._finish, args=(frame[written:],), daemon=True).start()
        else:
            self._is_free.release()
        return True

    def send(self, data: bytes) -> int:
        """Send all of it."""
        self._sending += 1
        try:
            with self._is_free:
                self._inner.sendall(data)
        finally:
            self._sending -= 1
        return len(data)

    def recv(self, size: int) -> bytes:
        """Receive what has come."""
        return self._inner.recv(size)

    def close(self) -> None:
        """Close the socket."""
        self._inner.close()

    def _finish(self, rest: bytes) -> None:
        """Send the rest of a frame, and only then let others on the line."""
        try:
            self._inner.sendall(rest)
        except OSError:
            self._inner.close()  # half a message is worse than none: the browser comes back
        finally:
            self._is_free.release()


def framed(event: str, payload: Mapping[str, Any]) -> bytes:
    """Return an event as a WebSocket message, in the form of Socket.IO 5 over Engine.IO 4."""
    words = json.dumps([event, payload], separators=(",", ":"))
    body = f"42{words}".encode()
    length = len(body)
    if length <= _SHORT:
        head = bytes([_TEXT, length])
    elif length <= _MEDIUM:
        head = bytes([_TEXT, _SHORT + 1]) + length.to_bytes(2)
    else:
        head = bytes([_TEXT, _SHORT + 2]) + length.to_bytes(8)
    return head + body
