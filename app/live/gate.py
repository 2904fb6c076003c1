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

_EXPECTED = re.compile(r'0(\{.*)?|1|2[0-9]{0,9}\["(watch|unwatch|typing)"[,\]].*', re.DOTALL)
"""Socket.IO packets: hello, goodbye, one of our events; default namespace, no attachments."""


@dataclass(slots=True)
class _Heard:
    """What one socket has sent lately."""

    since: float
    count: int = 0
    is_stranger: bool = True


class Gate:
    """Stands between Engine.IO, which frames packets, and Socket.IO, which acts on them."""

    def __init__(self, server: Any) -> None:  # noqa: ANN401 - socketio.Server ships no types
        """Take the place of the server's own handlers, and pass on to them."""
        self._server = server
        self._heard: dict[str, _Heard] = {}
        self._own = dict(server.eio.handlers)
        server.eio.on("connect", self._open)
        server.eio.on("message", self._hear)
        server.eio.on("disconnect", self._close)

    def welcome(self, eio_sid: str | None) -> None:
        """Note that a socket has said who it is."""
        heard = self._heard.get(eio_sid or "")
        if heard is not None:
            heard.is_stranger = False

    def sweep(self) -> None:
        """Close the sockets that never said who they are."""
        limit = time.monotonic() - STRANGER_SECONDS
        for eio_sid, heard in list(self._heard.items()):
            if heard.is_stranger and heard.since < limit:
                self._hang_up(eio_sid)

    def _open(self, eio_sid: str, environ: dict[str, Any]) -> Any:  # noqa: ANN401 - passed on
        """Begin to count."""
        self._heard[eio_sid] = _Heard(since=time.monotonic())
        return self._own["connect"](eio_sid, environ)

    def _hear(self, eio_sid: str, data: str | bytes) -> None:
        """Pass an expected packet on; count it either way."""
        heard = self._heard.get(eio_sid)
        if heard is None:
            return  # it is being closed
        if self._is_too_much(heard):
            self._hang_up(eio_sid)
        elif isinstance(data, str) and _EXPECTED.fullmatch(data):
            try:
                self._own["message"](eio_sid, data)
            except (ValueError, RecursionError):
                heard.count += BUDGET // 6  # no browser of ours sends broken or bottomless JSON

    def _close(self, eio_sid: str, reason: str) -> None:
        """Forget a socket."""
        self._heard.pop(eio_sid, None)
        self._own["disconnect"](eio_sid, reason)

    def _is_too_much(self, heard: _Heard) -> bool:
        """Count one packet against the budget."""
        now = time.monotonic()
        if now - heard.since > WINDOW_SECONDS and not heard.is_stranger:
            heard.since, heard.count = now, 0
        heard.count += 1
        return heard.count > BUDGET

    def _hang_up(self, eio_sid: str) -> None:
        """Close a socket without a word; in the background, for it waits for its writer."""
        self._heard.pop(eio_sid, None)
        self._server.start_background_task(self._server.eio.disconnect, eio_sid)
