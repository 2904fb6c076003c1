"""A thread that a browser keeps: as `static/js/thread_sequence.js` and its neighbours do it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bench.chaos.reading import News, Shown, is_gone, posts_in

LATE_SECONDS = 1.0
"""An earlier step may come so late; then it is asked for."""
QUIET_SECONDS = 30.0
"""After so long without a word the server is asked whether something was lost."""
_AGAIN_SECONDS = 3.0
STEPS = frozenset({"post.added", "post.changed", "post.liked", "thread.changed"})


@dataclass(slots=True)
class Followed:
    """One thread on one page: the state that it shows, and the steps that wait for their turn."""

    thread_id: int
    version: int = 0
    number: int = 0
    posts: dict[int, Shown] = field(default_factory=dict)
    taken: Counter[str] = field(default_factory=Counter)
    """Steps that were shown as they were pushed, without asking, by their events."""
    asked: int = 0
    is_held: bool = False
    """The server is being asked."""
    _waiting: dict[int, tuple[str, Mapping[str, Any]]] = field(default_factory=dict)
    _due_at: float | None = None
    """When the server is to be asked; `None`: nothing is missing."""
    _heard_at: float = 0.0

    def hear(self, event: str, data: Mapping[str, Any], now: float) -> None:
        """Take what was pushed on the topic of the thread."""
        if event == "refresh":
            self.want(now)
        elif event in STEPS:
            self._heard_at = now
            self._waiting[data["version"]] = (event, data)
            self._go(now)

    def want(self, now: float) -> None:
        """Have the server asked soon: something may have been missed."""
        self._due_at = now if self._due_at is None else min(self._due_at, now)

    def is_due(self, now: float) -> bool:
        """Tell whether the server is to be asked now."""
        is_quiet = now - self._heard_at > QUIET_SECONDS
        return not self.is_held and (is_quiet or (self._due_at is not None and self._due_at <= now))

    def hold(self, now: float) -> None:
        """Let steps wait: the server is being asked."""
        self.is_held, self._due_at, self._heard_at = True, None, now
        self.asked += 1

    def take(self, news: News | None, now: float) -> None:
        """Go on from what the server said; `None`: it could not be had, and is asked again."""
        self.is_held = False
        if news is None or news.version < self.version:
            self.want(now + _AGAIN_SECONDS)
            return
        self.posts = dict(news.posts) if news.is_whole else {**self.posts, **news.posts}
        self._move(news.version, news.number)
        self._go(now)

    def _go(self, now: float) -> None:
        """Show the steps that are next; ask for the one that is missing, if it stays so."""
        self._waiting = {
            version: step for version, step in self._waiting.items() if version > self.version
        }
        while not self.is_held and self._waiting:
            step = self._waiting.pop(self.version + 1, None)
            if step is None:
                self.want(now + LATE_SECONDS)
                return
            event, data = step
            if not self._show(event, data):
                self.want(now)
                return
            self.taken[event] += 1
            self._move(self.version + 1, data.get("number") or 0)

    def _show(self, event: str, data: Mapping[str, Any]) -> bool:
        """Show a step; `False` when only the server can say what to show."""
        if event == "thread.changed":
            return False
        post_id = int(str(data["ref"]).rpartition(":")[2])
        if event == "post.liked":
            if post_id in self.posts:
                self.posts[post_id] = replace(self.posts[post_id], likes=data["count"])
        elif is_gone(data["html"]):
            self.posts.pop(post_id, None)
        elif event == "post.added" or post_id in self.posts:
            self.posts |= posts_in(data["html"])
        return True

    def _move(self, version: int, number: int) -> None:
        """Move on to a state; never back."""
        self.version, self.number = max(self.version, version), max(self.number, number)


def differences(shown: Mapping[int, Shown], anew: Mapping[int, Shown]) -> list[str]:
    """Say how a thread that was followed differs from its page loaded anew."""
    found = [f"post {one} is missing" for one in sorted(anew.keys() - shown.keys())]
    found += [f"post {one} is not there any more" for one in sorted(shown.keys() - anew.keys())]
    for one in sorted(shown.keys() & anew.keys()):
        for name in Shown.__slots__:
            here, there = getattr(shown[one], name), getattr(anew[one], name)
            if here != there:
                found.append(f"post {one}, {name}: {here!r} instead of {there!r}")
    return found
