"""What comes in from browsers: counted, bounded, and on a fixed list of names.

Source: python-socketio 5.18 and engineio 4.15, read for what a hostile client can reach. They
take any event name, run a client's "connect" and "disconnect" events as if they were their own,
log a traceback for every malformed packet, and keep sockets that never say who they are. What
is not expected here never gets that far.
"""

import re
import time
from dataclasses import dataclass
from typing import Any

BUDGET = 60
"""Packets that a browser may send in `WINDOW_SECONDS`, pings and answers to them aside."""
WINDOW_SECONDS = 10.0
STRANGER_SECONDS = 10.0
"""A socket that has not said who it is after this time is closed."""
MOST_STRANGERS = 1000
"""So many may be saying who they are at once; the others are told to come back in a moment."""

_EXPECTED = re.compile(r'0(\{.*)?|1|2[0-9]{0,9}\["(watch|unwatch|typing)"[,\]].*', re.DOTALL)
"""Socket.IO packets: hello, goodbye, one of our events; default namespace, no attachments."""

Server = Any
"""A `socketio.Server`, which ships no types."""


@dataclass(slots=True)
class _Heard:
    """What one socket has sent lately."""

    since: float
    count: int = 0


class Gate:
    """Stands between Engine.IO, which frames packets, and Socket.IO, which acts on them."""

    def __init__(self, server: Server) -> None:
        """Take the place of the server's own handlers, and pass on to them."""
        self._server = server
        self._heard: dict[str, _Heard] = {}
        self._strangers: set[str] = set()
        self._own = dict(server.eio.handlers)
        server.eio.on("connect", self._open)
        server.eio.on("message", self._hear)
        server.eio.on("disconnect", self._close)

    def welcome(self, eio_sid: str | None) -> None:
        """Note that a socket has said who it is."""
        self._strangers.discard(eio_sid or "")

    def sweep(self) -> None:
        """Close the sockets that never said who they are."""
        limit = time.monotonic() - STRANGER_SECONDS
        for eio_sid in tuple(self._strangers):
            heard = self._heard.get(eio_sid)
            if heard is None or heard.since < limit:
                self._hang_up(eio_sid)

    def _open(self, eio_sid: str, environ: dict[str, Any]) -> object:
        """Begin to count; turn a browser away when too many are waiting to be known."""
        if len(self._strangers) >= MOST_STRANGERS:
            return False
        self._strangers.add(eio_sid)
        self._heard[eio_sid] = _Heard(since=time.monotonic())
        return self._own["connect"](eio_sid, environ)

    def _hear(self, eio_sid: str, data: str | bytes) -> None:
        """Pass an expected packet on; count it either way."""
        heard = self._heard.get(eio_sid)
        if heard is None:
            return  # it is being closed
        if self._is_too_much(eio_sid, heard):
            self._hang_up(eio_sid)
        elif isinstance(data, str) and _EXPECTED.fullmatch(data):
            try:
                self._own["message"](eio_sid, data)
            except (ValueError, RecursionError):
                heard.count += BUDGET // 6  # no browser of ours sends broken or bottomless JSON

    def _close(self, eio_sid: str, reason: str) -> None:
        """Forget a socket."""
        self._forget(eio_sid)
        self._own["disconnect"](eio_sid, reason)

    def _is_too_much(self, eio_sid: str, heard: _Heard) -> bool:
        """Count one packet against the budget."""
        now = time.monotonic()
        if now - heard.since > WINDOW_SECONDS and eio_sid not in self._strangers:
            heard.since, heard.count = now, 0
        heard.count += 1
        return heard.count > BUDGET

    def _hang_up(self, eio_sid: str) -> None:
        """Close a socket without a word; in the background, for it waits for its writer."""
        self._forget(eio_sid)
        self._server.start_background_task(self._server.eio.disconnect, eio_sid)

    def _forget(self, eio_sid: str) -> None:
        """Count a socket no more; what it still sends is not heard."""
        self._heard.pop(eio_sid, None)
        self._strangers.discard(eio_sid)
