"""The browsers of everybody, in one loop: they come back by themselves, and keep what they saw."""

import json
import random
import selectors
import socket
import struct
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from bench.chaos.world import Member
from bench.sockets import Socket

CATCHING_UP_SECONDS = 10.0
"""As in static/js/sequence.js: a gap right after connecting is the server's own catching up."""
SILENCE_SECONDS = 60.0
_LINGER = struct.pack("ii", 1, 0)


@dataclass(slots=True)
class Heard:
    """Something a browser was sent, and when."""

    event: str
    data: dict[str, Any]
    at: float


@dataclass(slots=True)
class Browser:
    """One tab of a member: what the page's script does, without the page."""

    member: Member
    topics: Sequence[str] = ()
    last: int = 0
    unread: int = 0
    seen: list[int] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    doubled: int = 0
    disordered: int = 0
    asked_again: int = 0
    reconnects: int = 0
    resyncs: int = 0
    line: Socket | None = None
    opened_at: float = 0.0
    spoke_at: float = 0.0
    again_at: float = 0.0
    has_asked: bool = False

    def take(self, packet: bytes) -> bool:
        """Take a packet; tell whether the socket has to be opened anew."""
        if not packet.startswith(b"42"):
            return False
        event, data = json.loads(packet[2:])
        if "unread" in data:
            self.unread = data["unread"]
        if event == "notice":
            return self._take_notice(data)
        if event == "resync":
            self.resyncs += 1
        elif event == "post.added":
            self.heard.append(Heard(event, data, time.monotonic()))
        return False

    def _take_notice(self, data: dict[str, Any]) -> bool:
        """Take a notice, unless something before it is missing."""
        seq = data["seq"]
        if seq <= self.last:
            self.doubled += seq in self.seen
            self.disordered += seq not in self.seen
            return False
        is_gap = seq > self.last + 1
        if is_gap and time.monotonic() - self.opened_at > CATCHING_UP_SECONDS:
            self.asked_again += 1
            return True
        self.last = seq
        self.seen.append(seq)
        self.heard.append(Heard("notice", data, time.monotonic()))
        return False


class Crowd(threading.Thread):
    """All browsers, kept open on nodes drawn by lot."""

    def __init__(
        self, browsers: Sequence[Browser], ports: Sequence[int], lots: random.Random
    ) -> None:
        """Prepare the loop."""
        super().__init__(daemon=True)
        self.browsers, self._ports, self._lots = browsers, ports, lots
        self._selector = selectors.EpollSelector()
        self._is_over = threading.Event()
        self._to_cut = threading.Event()

    def cut(self) -> None:
        """Break a third of the sockets off, soon."""
        self._to_cut.set()

    def end(self) -> None:
        """Close everything."""
        self._is_over.set()
        self.join()

    def run(self) -> None:
        """Let the browsers live."""
        while not self._is_over.is_set():
            for key, _ready in self._selector.select(timeout=0.05):
                self._hear(key.data)
            if self._to_cut.is_set():
                self._to_cut.clear()
                for browser in self.browsers:
                    if self._lots.random() < 0.3:
                        self._close(browser, is_rude=True)
            now = time.monotonic()
            for browser in self.browsers:
                self._tend(browser, now)
        for browser in self.browsers:
            self._close(browser)

    def _tend(self, browser: Browser, now: float) -> None:
        """Open a socket that is due; give up one that has long been silent."""
        if browser.line is None:
            if now >= browser.again_at:
                self._open(browser, now)
        elif now - browser.spoke_at > SILENCE_SECONDS:
            self._close(browser)
        elif browser.line.is_let_in and not browser.has_asked:
            browser.has_asked = True
            browser.opened_at = now
            with suppress(OSError):
                for number, topic in enumerate(browser.topics):
                    browser.line.ask(number, "watch", {"topic": topic})

    def _open(self, browser: Browser, now: float) -> None:
        """Connect to one of the nodes, saying what was seen last."""
        try:
            after = browser.last
            line = Socket(self._lots.choice(self._ports), browser.member.cookie, after=after)
        except OSError:
            browser.again_at = now + self._lots.uniform(0.2, 1.0)
            return
        browser.line, browser.has_asked = line, False
        browser.opened_at = browser.spoke_at = now
        browser.reconnects += 1
        self._selector.register(line.line, selectors.EVENT_READ, browser)

    def _hear(self, browser: Browser) -> None:
        """Read what came."""
        browser.spoke_at = time.monotonic()
        try:
            taken = [browser.take(packet) for packet in self._packets(browser)]
            is_gap = any(taken)
        except (OSError, ValueError):
            is_gap = True
        if is_gap:
            self._close(browser)

    @staticmethod
    def _packets(browser: Browser) -> list[bytes]:
        """Return what came; nothing from a socket that was closed meanwhile."""
        return [] if browser.line is None else list(browser.line.packets())

    def _close(self, browser: Browser, *, is_rude: bool = False) -> None:
        """Close a socket, rudely without a good-bye, and come back a little later."""
        if browser.line is None:
            return
        line, browser.line = browser.line.line, None
        browser.again_at = time.monotonic() + self._lots.uniform(0.1, 0.8)
        with suppress(OSError, KeyError, ValueError):
            self._selector.unregister(line)
        with suppress(OSError):
            if is_rude:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER)
            line.close()
