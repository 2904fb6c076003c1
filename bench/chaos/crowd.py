"""All browsers in one loop: they come back by themselves, watch, type, and ask what they missed."""

import random
import selectors
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from bench.chaos.browsers import Browser
from bench.chaos.following import Followed
from bench.chaos.reading import News, Reader
from bench.sockets import Socket

SILENCE_SECONDS = 60.0
TYPE_SECONDS = 0.5
_ASKING = 4
_LINGER = struct.pack("ii", 1, 0)


class Crowd(threading.Thread):
    """The browsers, kept open on nodes drawn by lot."""

    def __init__(
        self, browsers: Sequence[Browser], ports: Sequence[int], reader: Reader, lots: random.Random
    ) -> None:
        """Prepare the loop."""
        super().__init__(daemon=True)
        self.browsers, self.reader = browsers, reader
        self.is_typing = True
        self._ports, self._lots = ports, lots
        self._selector = selectors.EpollSelector()
        self._askers = ThreadPoolExecutor(_ASKING)
        self._answers: deque[tuple[Followed, News | None]] = deque()
        self._is_over = threading.Event()
        self._to_cut = threading.Event()
        self._to_type: deque[Browser] = deque()

    def cut(self) -> None:
        """Break a third of the sockets off, soon."""
        self._to_cut.set()

    def type(self, browser: Browser) -> None:
        """Let somebody type in all threads that they watch, soon."""
        self._to_type.append(browser)

    def end(self) -> None:
        """Close everything."""
        self._is_over.set()
        self.join()
        self._askers.shutdown()

    def run(self) -> None:
        """Let the browsers live."""
        typed_at = 0.0
        while not self._is_over.is_set():
            for key, _ready in self._selector.select(timeout=0.05):
                self._hear(key.data)
            self._cut()
            now = time.monotonic()
            while self._answers:
                followed, news = self._answers.popleft()
                followed.take(news, now)
            if self.is_typing and now - typed_at > TYPE_SECONDS:
                typed_at = now
                self._to_type.append(self._lots.choice(self.browsers))
            while self._to_type:
                self._type(self._to_type.popleft())
            for browser in self.browsers:
                self._tend(browser, now)
        for browser in self.browsers:
            self._close(browser)

    def _cut(self) -> None:
        """Break sockets off, if that was asked for."""
        if self._to_cut.is_set():
            self._to_cut.clear()
            for browser in self.browsers:
                if self._lots.random() < 0.3:
                    self._close(browser, is_rude=True)

    def _tend(self, browser: Browser, now: float) -> None:
        """Open a socket that is due, give up one that is silent; watch, and ask what was missed."""
        if browser.line is None:
            if now >= browser.again_at and not browser.is_ended:
                self._open(browser, now)
        elif now - browser.spoke_at > SILENCE_SECONDS:
            self._close(browser)
        elif browser.line.is_let_in:
            is_first = not browser.has_asked
            if is_first:
                browser.opened_at = now
                browser.opened += 1
            if is_first or browser.is_to_watch:
                with suppress(OSError):
                    browser.watch(now)
        followed = browser.followed
        if followed is not None and followed.is_due(now):
            followed.hold(now)
            self._askers.submit(self._ask, browser.member.cookie, followed)

    def _ask(self, cookie: str, followed: Followed) -> None:
        """Ask the server for the state of a thread."""
        news = None
        try:
            news = self.reader.news(cookie, followed.thread_id, followed.version, followed.number)
        finally:
            self._answers.append((followed, news))

    def _type(self, browser: Browser) -> None:
        """Type in the threads that a browser watches."""
        if browser.line is not None and browser.has_asked:
            with suppress(OSError):
                for topic in browser.topics:
                    browser.line.say(f'42["typing",{{"topic":"{topic}"}}]')

    def _open(self, browser: Browser, now: float) -> None:
        """Connect to one of the nodes, saying what was seen last."""
        try:
            line = Socket(
                self._lots.choice(self._ports),
                browser.member.cookie,
                after=browser.last,
                version=browser.version,
            )
        except OSError:
            browser.again_at = now + self._lots.uniform(0.2, 1.0)
            return
        browser.line, browser.has_asked = line, False
        browser.opened_at = browser.spoke_at = now
        self._selector.register(line.line, selectors.EVENT_READ, browser)

    def _hear(self, browser: Browser) -> None:
        """Read what came."""
        browser.spoke_at = time.monotonic()
        is_over = False
        try:
            for packet in browser.line.packets() if browser.line else ():
                is_over |= browser.take(packet)
        except (OSError, ValueError):
            is_over = True
        if is_over:
            self._close(browser)

    def _close(self, browser: Browser, *, is_rude: bool = False) -> None:
        """Close a socket, rudely without a good-bye, and come back a little later."""
        if browser.line is None:
            return
        line, now = browser.line.line, time.monotonic()
        browser.close(now)
        browser.again_at = now + self._lots.uniform(0.1, 0.8)
        with suppress(OSError, KeyError, ValueError):
            self._selector.unregister(line)
        with suppress(OSError):
            if is_rude:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER)
            line.close()
