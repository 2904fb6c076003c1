"""Messages over a socket between the application and its rendering process."""

import json
import socket
import struct
import time
from collections.abc import Mapping
from typing import Any

_LENGTH = struct.Struct("!I")
_PIECE = 65_536


def send(line: socket.socket, message: Mapping[str, Any]) -> None:
    """Send one message: four bytes of length, then JSON. Lone surrogates pass."""
    body = json.dumps(message).encode("ascii")
    line.sendall(_LENGTH.pack(len(body)) + body)


def receive(line: socket.socket, *, by: float | None = None) -> dict[str, Any]:
    """Return the next message.

    Args:
        by: when to give up, in `time.monotonic` seconds; for ever without it.

    Raises:
        EOFError: the other side has gone.
        TimeoutError: the message is not complete in time.
    """
    (length,) = _LENGTH.unpack(_exactly(line, _LENGTH.size, by))
    message: dict[str, Any] = json.loads(_exactly(line, length, by))
    return message


def _exactly(line: socket.socket, size: int, by: float | None) -> bytes:
    """Return that many bytes."""
    pieces: list[bytes] = []
    while size:
        if by is not None:
            line.settimeout(max(by - time.monotonic(), 0.001))
        piece = line.recv(min(size, _PIECE))
        if not piece:
            raise EOFError
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
