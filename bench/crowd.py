"""Many browsers that watch one thread: `python -m bench.crowd PORT TOPIC COUNT`, run by `fanout`.

Speaks as little of Socket.IO over WebSocket as it takes, in one loop, so that the server is what is
measured. Prints "ready", then a line for each event that all have heard: when each of them did.
Sources: RFC 6455 §5, the Engine.IO protocol 4 and the Socket.IO protocol 5.
"""

import json
import os
import selectors
import socket
import struct
import sys
import time
from collections.abc import Iterator

from bench.cookies import cookie_of

EVENT = b'"post.added"'
AT_ONCE = 64
"""Browsers that are connecting at the same time."""
_READ = 1 << 16
_TEXT = 0x81


class Browser:
    """One socket: connecting, then watching, then listening."""

    def __init__(self, port: int, account_id: int, topic: str) -> None:
        """Ask for the connection."""
        self.line = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.topic = topic
        self.is_watching = False
        self._read = b""
        self._is_open = False
        self.line.sendall(
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"
            f"Host: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
            f"Cookie: {cookie_of(account_id)}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: bWVzdXJlZCBoZXJlIG9ubHk=\r\n"
            "\r\n".encode()
        )
        self.line.settimeout(0)

    def heard(self) -> int:
        """Read what came, answer what asks for it; return how many of the events were among it.

        Raises:
            ConnectionError: the server closed the socket, or did not let it in.
        """
        data = self.line.recv(_READ)
        if not data:
            raise ConnectionError(self._read[:200])
        self._read += data
        if not self._is_open and not self._opened():
            return 0
        return sum(self._take(message) for message in self._messages())

    def _opened(self) -> bool:
        """Read the answer to the upgrade."""
        head, gap, rest = self._read.partition(b"\r\n\r\n")
        if gap and not head.startswith(b"HTTP/1.1 101"):
            raise ConnectionError(head)
        self._is_open = bool(gap)
        self._read = rest if gap else self._read
        return self._is_open

    def _messages(self) -> Iterator[bytes]:
        """Cut whole frames off what was read; a server does not mask them."""
        while len(self._read) >= 2:
            length, start = self._read[1] & 0x7F, 2
            if length == 126:
                length, start = struct.unpack_from("!H", self._read.ljust(4), 2)[0], 4
            elif length == 127:
                length, start = struct.unpack_from("!Q", self._read.ljust(10), 2)[0], 10
            if len(self._read) < start + length:
                return
            message = self._read[start : start + length]
            self._read = self._read[start + length :]
            yield message

    def _take(self, message: bytes) -> bool:
        """Answer a packet; tell whether it was the event."""
        if message.startswith(b"0"):
            self._say('40{"after":null}')
        elif message.startswith(b"40"):
            self._say(f'420["watch",{json.dumps({"topic": self.topic})}]')
        elif message.startswith(b"430"):
            if b"true" not in message:
                raise ConnectionError(message)
            self.is_watching = True
        elif message == b"2":
            self._say("3")
        return EVENT in message[:40]

    def _say(self, packet: str) -> None:
        """Send a packet, masked as browsers do."""
        data, mask = packet.encode(), os.urandom(4)
        masked = bytes(byte ^ mask[place % 4] for place, byte in enumerate(data))
        if len(data) < 126:
            head = struct.pack("!BB", _TEXT, 0x80 | len(data))
        else:
            head = struct.pack("!BBH", _TEXT, 0xFE, len(data))
        self.line.sendall(head + mask + masked)


def main(port: int, topic: str, count: int) -> None:
    """Let the browsers in, then say when each hears each event."""
    waiting = selectors.EpollSelector()
    browsers: list[Browser] = []
    watching = 0
    while watching < count:
        while len(browsers) < count and len(browsers) - watching < AT_ONCE:
            browsers.append(Browser(port, len(browsers) + 1, topic))
            waiting.register(browsers[-1].line, selectors.EVENT_READ, browsers[-1])
        for key, _ready in waiting.select(timeout=30):
            was_watching = key.data.is_watching
            key.data.heard()
            watching += key.data.is_watching and not was_watching
    print("ready", flush=True)
    _listen(waiting, count)


def _listen(waiting: selectors.BaseSelector, count: int) -> None:
    """Print the moments at which an event was heard, once all have heard it."""
    moments: list[float] = []
    while True:
        for key, _ready in waiting.select():
            events = key.data.heard()
            moments += [time.monotonic()] * events
        if len(moments) >= count:
            print(json.dumps(moments), flush=True)
            moments = []


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
