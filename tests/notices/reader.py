"""Browsers of a test: they lose their sockets at random, and what was on its way with them."""

import itertools
import random
import threading
from collections.abc import Callable
from typing import Any

from app.live.connections.connections import Connection
from app.live.nodes.node import Node
from app.live.subscriptions import member_stream


class Switchboard:
    """Stands in for the Socket.IO server: hands what is sent to the browser that has the socket."""

    def __init__(self) -> None:
        """Begin without any line."""
        self.lines: dict[str, Reader] = {}

    def emit(self, event: str, data: dict[str, Any], *, to: list[str]) -> None:
        """Send to these sockets."""
        for sid in to:
            if reader := self.lines.get(sid):
                reader.hear(sid, event, data)

    def start_background_task(self, act: Callable[..., object], *args: object) -> None:
        """Do at once what a server does beside."""
        act(*args)


class Reader:
    """One browser of one person."""

    _numbers = itertools.count(1)

    def __init__(
        self, node: Node, board: Switchboard, account_id: int, lots: random.Random
    ) -> None:
        """Open the first socket, before anything was told."""
        self.account_id = account_id
        self.seen: list[int] = []
        self.breaks = 0
        self._node, self._board, self._lots = node, board, lots
        self._sid = ""
        self._on_its_way: list[int] = []
        self._lock = threading.Lock()
        self._open(after=0)

    def hear(self, sid: str, event: str, payload: dict[str, Any]) -> None:
        """Take what the server sends; it is seen a little later."""
        assert event == "notice", event
        with self._lock:
            if sid == self._sid:
                self._on_its_way.append(payload["seq"])

    def live_on(self) -> None:
        """See some of what came, or lose the socket."""
        if self._lots.random() < 0.03:
            self.break_off()
        else:
            with self._lock:
                count = self._lots.randint(0, len(self._on_its_way))
                self._see(count)

    def break_off(self) -> None:
        """Lose the socket and what was on its way; come back with the last number seen."""
        with self._lock:
            self._see(self._lots.randint(0, len(self._on_its_way)))
            self._on_its_way.clear()
            old, self._sid = self._sid, ""
        self._node.connections.remove(old)
        self._board.lines.pop(old)
        self.breaks += 1
        self._open(after=self.seen[-1] if self.seen else 0)

    def see_all(self) -> None:
        """See what has come."""
        with self._lock:
            self._see(len(self._on_its_way))

    def _see(self, count: int) -> None:
        """See the first of what came."""
        self.seen += self._on_its_way[:count]
        del self._on_its_way[:count]

    def _open(self, *, after: int) -> None:
        """Connect, as `app.live.subscriptions.handlers` does."""
        self._sid = f"socket-{next(self._numbers)}"
        self._board.lines[self._sid] = self
        connection = Connection(
            sid=self._sid,
            account_id=self.account_id,
            session_id=None,
            language="fr",
            last_seq=after,
        )
        self._node.connections.add(connection)
        member_stream.begin(self._node, connection)
