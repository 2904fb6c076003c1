"""Many browsers that wait for something: `python -m bench.crowd PORT TOPIC COUNT [EVENT]`.

They watch a topic, and wait for new posts there or for another event; `-` stands for no topic.

All in one loop, so that the server is what is measured. Prints "ready", then a line for each event
that all have heard: when each of them did.
"""

import json
import selectors
import sys
import time

from bench.cookies import cookie_of
from bench.sockets import Socket

AT_ONCE = 64
"""Browsers that are connecting at the same time."""


class Browser(Socket):
    """One socket: connecting, then watching, then listening."""

    def __init__(self, port: int, account_id: int, topic: str, event: str) -> None:
        """Ask for the connection."""
        super().__init__(port, cookie_of(account_id))
        self.topic = topic
        self.is_watching = False
        self._event = f'"{event}"'.encode()
        self._has_asked = False

    def heard(self) -> int:
        """Read what came; return how many of the events were among it.

        Raises:
            ConnectionError: the server closed the socket, or did not let it watch.
        """
        events = 0
        for packet in self.packets():
            if packet.startswith(b"430"):
                if b"true" not in packet:
                    raise ConnectionError(packet)
                self.is_watching = True
            events += self._event in packet[:40]
        if self.is_let_in and not self._has_asked:
            self._has_asked = True
            if self.topic == "-":
                self.is_watching = True
            else:
                self.ask(0, "watch", {"topic": self.topic})
        return events


def main(port: int, topic: str, count: int, event: str = "post.added") -> None:
    """Let the browsers in, then say when each hears each event."""
    waiting = selectors.EpollSelector()
    browsers: list[Browser] = []
    watching = 0
    while watching < count:
        while len(browsers) < count and len(browsers) - watching < AT_ONCE:
            browsers.append(Browser(port, len(browsers) + 1, topic, event))
            waiting.register(browsers[-1].line, selectors.EVENT_READ, browsers[-1])
        for key, _ready in waiting.select(timeout=30):
            was_watching = key.data.is_watching
            key.data.heard()
            watching += key.data.is_watching and not was_watching
    print("ready", flush=True)
    _listen(waiting, count)


def _listen(waiting: selectors.BaseSelector, count: int) -> None:
    """Print the moments at which an event was heard, once all have heard it."""
    moments: list[float] = []
    while True:
        for key, _ready in waiting.select():
            events = key.data.heard()
            moments += [time.monotonic()] * events
        if len(moments) >= count:
            print(json.dumps(moments), flush=True)
            moments = []


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), *sys.argv[4:])
