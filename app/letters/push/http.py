"""How a push leaves: one request to the service of the browser's maker, and what it answered.

`http.client` writes and reads, over a socket that we connect: the address that was checked is the
one that is connected to, no redirection is followed, and all of it ends within a few seconds,
however slowly the other end speaks.
"""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPSConnection
from typing import NamedTuple
from urllib.parse import urlsplit

from app.letters.push.addresses import is_public
from app.letters.push.limits import PATIENCE_SECONDS


class Answer(NamedTuple):
    """What a push service said."""

    status: int
    retry_after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PushTransport:
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
        plain = socket.create_connection((self._address(host, port), port), timeout=self.seconds)
        with (
            plain,
            _cut_after(plain, deadline - time.monotonic()),
            closing(_PinnedConnection(host, port, line=plain, tls=self.tls)) as connection,
        ):
            answer = _exchange(connection, target, headers, body)
        if time.monotonic() > deadline:
            raise TimeoutError  # what was cut half-way may look whole
        return answer

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


class _PinnedConnection(HTTPSConnection):
    """Speaks over a line that is there already, to the host that its certificate must name."""

    def __init__(self, host: str, port: int, *, line: socket.socket, tls: ssl.SSLContext) -> None:
        super().__init__(host, port, context=tls)
        self._line = line
        self._tls = tls

    def connect(self) -> None:
        """Greet over the line."""
        self.sock = self._tls.wrap_socket(self._line, server_hostname=self.host)


def _exchange(
    connection: HTTPSConnection, target: str, headers: dict[str, str], body: bytes
) -> Answer:
    """Send a request and read the head of the answer: a hundred lines of 64 KB at the most."""
    try:
        connection.request("POST", target, body=body, headers={**headers, "Connection": "close"})
        with connection.getresponse() as heard:
            return Answer(status=heard.status, retry_after=heard.headers.get("Retry-After", ""))
    except HTTPException as error:
        message = "This is no answer to a push."
        raise OSError(message) from error
