"""How a push leaves: one request to the service of the browser's maker, and what it answered.

No HTTP client is used, for three reasons: the address that was checked is the one that is
connected to, no redirection is followed, and all of it ends within a few seconds, however
slowly the other end speaks. Any member may name that other end.
"""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from app.letters.push.addresses import is_public
from app.letters.push.limits import PATIENCE_SECONDS

_MOST_HEARD = 16_384
"""Bytes of an answer that are read: its head fits into them."""
_CHUNK = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a push service said."""

    status: int
    retry_after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """The way out. Tests have another: on this machine, with a certificate of their own."""

    is_allowed: Callable[[str], bool] = is_public
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    seconds: float = PATIENCE_SECONDS

    def post(self, endpoint: str, headers: dict[str, str], body: bytes) -> Answer:
        """Send a request and return the answer.

        Raises:
            OSError: nobody was reached, or nobody answered in time.
        """
        deadline = time.monotonic() + self.seconds
        url = urlsplit(endpoint)
        host, port = url.hostname or "", url.port or 443
        target = f"{url.path or '/'}?{url.query}" if url.query else url.path or "/"
        lines = [f"POST {target} HTTP/1.1", f"Host: {url.netloc}", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        lines += [f"Content-Length: {len(body)}", "", ""]
        plain = socket.create_connection((self._address(host, port), port), timeout=self.seconds)
        with (
            plain,
            _cut_after(plain, _left(deadline)),
            self.tls.wrap_socket(plain, server_hostname=host) as line,
        ):
            line.sendall("\r\n".join(lines).encode("ascii") + body)
            return _answer(_heard(line, deadline))

    def _address(self, host: str, port: int) -> str:
        """Return the address to connect to; one that is not allowed forbids them all."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = [str(where[0]) for *_kind, where in found]
        if not addresses or not all(map(self.is_allowed, addresses)):
            message = f"{host} is not on the internet."
            raise OSError(message)
        return addresses[0]


@contextmanager
def _cut_after(plain: socket.socket, seconds: float) -> Iterator[None]:
    """Cut a connection after a while, whatever is being waited for: greetings of TLS included."""
    with plain.dup() as same_line:

        def cut() -> None:
            with suppress(OSError):
                same_line.shutdown(socket.SHUT_RDWR)

        watch = threading.Timer(seconds, cut)
        watch.start()
        try:
            yield
        finally:
            watch.cancel()
            cut()


def _heard(line: ssl.SSLSocket, deadline: float) -> bytes:
    """Return the head of the answer."""
    heard = b""
    while b"\r\n\r\n" not in heard and len(heard) < _MOST_HEARD:
        line.settimeout(_left(deadline))
        piece = line.recv(_CHUNK)
        if not piece:
            break
        heard += piece
    return heard.partition(b"\r\n\r\n")[0]


def _answer(head: bytes) -> Answer:
    """Read the head of an answer."""
    first, *rest = head.decode("latin-1").split("\r\n")
    words = first.split(" ", 2)
    if not first.startswith("HTTP/1.") or len(words) < 2 or not words[1].isdecimal():  # noqa: PLR2004 - version and status
        message = "This is no answer to a push."
        raise OSError(message)
    headers = {
        name.lower(): value.strip() for name, _colon, value in (r.partition(":") for r in rest)
    }
    return Answer(status=int(words[1]), retry_after=headers.get("retry-after", ""))


def _left(deadline: float) -> float:
    """Return how many seconds are left."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
