"""As little of Socket.IO over WebSocket as it takes to listen, so that the server is what works.

Sources: RFC 6455 §5, the Engine.IO protocol 4 and the Socket.IO protocol 5.
"""

import json
import os
import socket
import struct
from collections.abc import Iterator

_READ = 1 << 16
_TEXT, _CLOSE = 0x81, 0x88


class Socket:
    """One browser's socket: it is let in, then it listens, and answers what asks for it."""

    def __init__(
        self, port: int, cookie: str, *, after: int | None = None, version: int | None = None
    ) -> None:
        """Ask for the connection; `after` is the last number that the browser has seen.

        `version`: which state of what is unread its page shows.
        """
        self.line = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.is_let_in = False
        self._auth = json.dumps({"after": after, "version": version})
        self._read = b""
        self._is_open = False
        self.line.sendall(
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"
            f"Host: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
            f"Cookie: {cookie}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: bWVzdXJlZCBoZXJlIG9ubHk=\r\n"
            "\r\n".encode()
        )
        self.line.settimeout(0)

    def packets(self) -> Iterator[bytes]:
        """Read what came; return the packets that are not about the connection itself.

        Raises:
            ConnectionError: the server closed the socket, or did not let it in.
        """
        try:
            data = self.line.recv(_READ)
        except BlockingIOError:
            return
        if not data:
            raise ConnectionError(self._read[:200])
        self._read += data
        if self._is_open or self._opened():
            for packet in self._frames():
                if not self._is_housekeeping(packet):
                    yield packet

    def ask(self, number: int, event: str, data: dict[str, object]) -> None:
        """Send an event that is acknowledged: the answer begins with `43` and the number."""
        self.say(f"42{number}{json.dumps([event, data])}")

    def say(self, packet: str) -> None:
        """Send a packet, masked as browsers do."""
        data, mask = packet.encode(), os.urandom(4)
        masked = bytes(byte ^ mask[place % 4] for place, byte in enumerate(data))
        if len(data) < 126:
            head = struct.pack("!BB", _TEXT, 0x80 | len(data))
        else:
            head = struct.pack("!BBH", _TEXT, 0xFE, len(data))
        self.line.sendall(head + mask + masked)

    def _opened(self) -> bool:
        """Read the answer to the upgrade."""
        head, gap, rest = self._read.partition(b"\r\n\r\n")
        if gap and not head.startswith(b"HTTP/1.1 101"):
            raise ConnectionError(head)
        self._is_open = bool(gap)
        self._read = rest if gap else self._read
        return self._is_open

    def _frames(self) -> Iterator[bytes]:
        """Cut whole frames off what was read; a server does not mask them."""
        while len(self._read) >= 2:
            length, start = self._read[1] & 0x7F, 2
            if length == 126:
                length, start = struct.unpack_from("!H", self._read.ljust(4), 2)[0], 4
            elif length == 127:
                length, start = struct.unpack_from("!Q", self._read.ljust(10), 2)[0], 10
            if len(self._read) < start + length:
                return
            if self._read[0] == _CLOSE:
                raise ConnectionError(self._read[:200])
            message = self._read[start : start + length]
            self._read = self._read[start + length :]
            yield message

    def _is_housekeeping(self, packet: bytes) -> bool:
        """Answer what is about the connection itself; tell whether this was."""
        if packet.startswith(b"44") or packet in {b"41", b"1"}:
            raise ConnectionError(packet)
        if packet.startswith(b"40"):
            self.is_let_in = True
        elif packet.startswith(b"0"):
            self.say(f"40{self._auth}")
        elif packet == b"2":
            self.say("3")
        else:
            return False
        return True
