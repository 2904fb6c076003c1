"""The browsers of everybody, each with what it saw: the page's scripts, without the page."""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from bench.chaos.following import Followed
from bench.chaos.world import Member
from bench.sockets import Socket

CATCHING_UP_SECONDS = 10.0
"""As in static/js/sequence.js: a gap right after connecting is the server's own catching up."""


class Heard(NamedTuple):
    """Something a browser was sent, and when."""

    event: str
    topic: str
    post_id: int
    at: float


@dataclass(slots=True)
class Spell:
    """A while during which a browser watched a topic."""

    topic: str
    asked_at: float
    since: float
    until: float = float("inf")


@dataclass(slots=True)
class Browser:
    """One tab of a member."""

    member: Member
    topics: Sequence[str] = ()
    followed: Followed | None = None
    """The thread whose posts it keeps."""
    last: int = 0
    unread: int = 0
    version: int = 0
    """Which of its member's states `unread` is from."""
    seen: list[int] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    spells: list[Spell] = field(default_factory=list)
    doubled: int = 0
    disordered: int = 0
    opened: int = 0
    resyncs: int = 0
    line: Socket | None = None
    opened_at: float = 0.0
    spoke_at: float = 0.0
    again_at: float = 0.0
    has_asked: bool = False
    is_to_watch: bool = False
    """Its person opened the page anew, as they do when they may see more than before."""
    is_ended: bool = False
    """Its session ended: it comes back no more, and leaves its socket to the server."""
    _asked: dict[int, tuple[str, float]] = field(default_factory=dict)
    _asks: int = 0

    def take(self, packet: bytes) -> bool:
        """Take a packet; tell whether the socket has to be opened anew."""
        now = time.monotonic()
        if packet.startswith(b"43"):
            self._take_answer(packet[2:], now)
        if not packet.startswith(b"42"):
            return False
        event, data = json.loads(packet[2:])
        if "unread" in data and data.get("version", 0) >= self.version:
            self.unread, self.version = data["unread"], data.get("version", 0)
        self.heard.append(Heard(event, data.get("topic", ""), post_in(data), now))
        if event == "notice":
            return self._take_notice(data["seq"], now)
        if event == "resync":
            self.resyncs += 1
        elif self.followed and data.get("topic") == f"forum.thread:{self.followed.thread_id}":
            self.followed.hear(event, data, now)
        return False

    def watch(self, now: float) -> None:
        """Ask to watch all that is not watched yet; all, when the page was opened anew."""
        watched = {one.topic for one in self.spells if one.until > now and not self.is_to_watch}
        self.has_asked, self.is_to_watch = True, False
        for topic in self.topics:
            if self.line is not None and topic not in watched:
                self._asks += 1
                self._asked[self._asks] = (topic, now)
                self.line.ask(self._asks, "watch", {"topic": topic})

    def close(self, now: float) -> None:
        """Watch nothing any more: the socket is gone."""
        self.line, self.has_asked = None, False
        self._asked.clear()
        self.leave("", now)

    def leave(self, topic: str, now: float) -> None:
        """Watch a topic no more, or none when it is empty."""
        for spell in self.spells:
            if topic in {"", spell.topic} and spell.until > now:
                spell.until = now

    def _take_answer(self, answer: bytes, now: float) -> None:
        """Take the answer to a wish to watch."""
        digits, _bracket, rest = answer.partition(b"[")
        topic, asked_at = self._asked.pop(int(digits), ("", 0.0))
        if not topic:
            return
        if not json.loads(b"[" + rest)[0]["ok"]:
            return  # until the page is opened anew, or the socket
        self.leave(topic, now)
        self.spells.append(Spell(topic, asked_at, now))
        if self.followed and topic == f"forum.thread:{self.followed.thread_id}":
            self.followed.want(now)

    def _take_notice(self, seq: int, now: float) -> bool:
        """Take a notice, unless something before it is missing."""
        if seq <= self.last:
            self.doubled += seq in self.seen
            self.disordered += seq not in self.seen
            return False
        if seq > self.last + 1 and now - self.opened_at > CATCHING_UP_SECONDS:
            return True
        self.last = seq
        self.seen.append(seq)
        return False


def post_in(data: dict[str, Any]) -> int:
    """Return the post that something sent is about; 0 for none."""
    ref = str(data.get("ref") or "")
    if ref.startswith("forum.post:"):
        return int(ref.removeprefix("forum.post:"))
    url = str(data.get("url") or "")
    post = url.rpartition("#m")[2] if "#m" in url else url.rpartition("/messages/")[2]
    return int(post) if post.isdigit() else 0
