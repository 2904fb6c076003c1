"""What comes in from browsers: counted, bounded, and on a fixed list of names.

Source: python-socketio 5.18 and engineio 4.15, read for what a hostile client can reach. They
take any event name, run a client's "connect" and "disconnect" events as if they were their own,
log a traceback for every malformed packet, and keep sockets that never say who they are. What
is not expected here never gets that far.
"""

import re
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

from app.core.limits import network_of
from app.live.connections.disconnection import Server, disconnect

BUDGET = 60
"""Packets that a browser may send in `WINDOW_SECONDS`, pings and answers to them aside."""
WINDOW_SECONDS = 10.0
UNAUTHENTICATED_SECONDS = 10.0
"""A socket that has not said who it is after this time is closed."""
MOST_UNAUTHENTICATED = 1000
"""So many may be saying who they are at once; the others are told to come back in a moment."""
MOST_SOCKETS = 8_000
"""So many has a process at once; pages need the rest of the connections it may have."""
SHARE = 4
"""One address may have one in so many of either, where limits hold."""

_EXPECTED = re.compile(r'0(\{.*)?|1|2[0-9]{0,9}\["(watch|unwatch|typing)"[,\]].*', re.DOTALL)
"""Socket.IO packets: hello, goodbye, one of our events; default namespace, no attachments."""


@dataclass(slots=True)
class _Heard:
    """What one socket has sent lately."""

    since: float
    network: str
    count: int = 0


class PacketGuard:
    """Stands between Engine.IO, which frames packets, and Socket.IO, which acts on them."""

    def __init__(self, server: Server, *, has_limits: bool = True) -> None:
        """Take the place of the server's own handlers, and pass on to them."""
        self._server = server
        self._share = SHARE if has_limits else 1
        self._heard: dict[str, _Heard] = {}
        self._of_network: Counter[str] = Counter()
        self._unauthenticated: set[str] = set()
        self._own = dict(server.eio.handlers)
        server.eio.on("connect", self._open)
        server.eio.on("message", self._hear)
        server.eio.on("disconnect", self._close)

    def welcome(self, eio_sid: str | None) -> None:
        """Note that a socket has said who it is."""
        self._unauthenticated.discard(eio_sid or "")

    def sweep(self) -> None:
        """Close the sockets that never said who they are."""
        limit = time.monotonic() - UNAUTHENTICATED_SECONDS
        for eio_sid in tuple(self._unauthenticated):
            heard = self._heard.get(eio_sid)
            if heard is None or heard.since < limit:
                self._disconnect(eio_sid)

    def _open(self, eio_sid: str, environ: dict[str, Any]) -> object:
        """Begin to count; turn a browser away when too many are waiting to be known."""
        network = network_of(environ.get("REMOTE_ADDR", ""))
        if self._is_full(network):
            return False
        self._unauthenticated.add(eio_sid)
        self._heard[eio_sid] = _Heard(since=time.monotonic(), network=network)
        self._of_network[network] += 1
        return self._own["connect"](eio_sid, environ)

    def _hear(self, eio_sid: str, data: str | bytes) -> None:
        """Pass an expected packet on; count it either way."""
        # Closing waits until the browser has taken what was written, which a hostile one never
        # does, and its packets go on arriving here meanwhile. So it is forgotten before it is
        # closed, and who is forgotten is not heard: else a flood would pass on while it is being
        # ended, and each packet begin another task that ends it. Each is counted before it is
        # passed on, for what it asks may take its time or fail. A socket that has not said who it
        # is gets no new budget: that would set back the clock by which it is swept away.
        heard = self._heard.get(eio_sid)
        if heard is None:
            return
        if self._is_too_much(eio_sid, heard):
            self._disconnect(eio_sid)
        elif isinstance(data, str) and _EXPECTED.fullmatch(data):
            try:
                self._own["message"](eio_sid, data)
            except (ValueError, RecursionError):
                heard.count += BUDGET // 6  # no browser of ours sends broken or bottomless JSON

    def _close(self, eio_sid: str, reason: str) -> None:
        self._forget(eio_sid)
        self._own["disconnect"](eio_sid, reason)

    def _is_full(self, network: str) -> bool:
        if len(self._unauthenticated) >= MOST_UNAUTHENTICATED or len(self._heard) >= MOST_SOCKETS:
            return True
        if self._of_network[network] < MOST_UNAUTHENTICATED // self._share:
            return False
        unauthenticated = sum(self._heard[one].network == network for one in self._unauthenticated)
        return (
            unauthenticated >= MOST_UNAUTHENTICATED // self._share
            or self._of_network[network] >= MOST_SOCKETS // self._share
        )

    def _is_too_much(self, eio_sid: str, heard: _Heard) -> bool:
        """Count one packet against the budget."""
        now = time.monotonic()
        if now - heard.since > WINDOW_SECONDS and eio_sid not in self._unauthenticated:
            heard.since, heard.count = now, 0
        heard.count += 1
        return heard.count > BUDGET

    def _disconnect(self, eio_sid: str) -> None:
        """Hear a socket no more, and close it."""
        self._forget(eio_sid)
        disconnect(self._server, eio_sid)

    def _forget(self, eio_sid: str) -> None:
        """Count a socket no more; what it still sends is not heard."""
        heard = self._heard.pop(eio_sid, None)
        if heard is not None:
            self._of_network[heard.network] -= 1
            if not self._of_network[heard.network]:
                del self._of_network[heard.network]
        self._unauthenticated.discard(eio_sid)
