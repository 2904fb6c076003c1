"""What a thread shows: posts as they are pushed, asked for in gaps, and on the page anew."""

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bench.chaos.sending import ask, path_of

_MOST = 50
_WALKS = 6
_POST = re.compile(r'(?=<article class="post )')
_CLASSES = re.compile(r'<article class="([^"]*)"')
_ID = re.compile(r'data-post="forum\.post:(\d+)"')
_NUMBER = re.compile(r'data-number="(\d+)"')
_BODY = re.compile(r'class="post-body prose">(.*?)</div>\s*<footer', re.DOTALL)
_LIKES = re.compile(r'like-count">(\d+)<')
_STATE = re.compile(r'data-thread-state\s+data-last-number="(\d+)"(?:\s+data-version="(\d+)")?')


@dataclass(frozen=True, slots=True)
class Shown:
    """A post, as far as everybody sees it alike."""

    number: int
    body: str
    likes: int
    is_edited: bool
    is_solution: bool


@dataclass(frozen=True, slots=True)
class News:
    """An answer of the server: what a thread has come to."""

    version: int
    number: int
    posts: dict[int, Shown]
    is_whole: bool
    """These are all posts; otherwise those after the number that was known."""


class Reader:
    """Whoever asks for threads; what the site refuses is counted."""

    def __init__(self, ports: Sequence[int], lots: random.Random) -> None:
        """Begin without a refusal."""
        self.refusals: Counter[tuple[str, int]] = Counter()
        self._ports, self._lots = ports, lots

    def news(self, cookie: str, thread_id: int, version: int, number: int) -> News | None:
        """Return what came after a state, as `catch_up.js` does: posts, or all if more changed.

        `None` when it could not be had.
        """
        found = self._after(cookie, thread_id, number)
        if found is None:
            return None
        if version and found.version - version == found.number - number:
            return found
        for _walk in range(_WALKS):
            begun, found = found, self._after(cookie, thread_id, 0)
            if found is None:
                return None
            if found.version - begun.version == found.number - begun.number:
                return News(found.version, found.number, found.posts, is_whole=True)
        return None

    def page(self, cookie: str, thread_id: int) -> dict[int, Shown] | None:
        """Return the posts of all pages of a thread, loaded anew; `None` when one is not shown."""
        posts: dict[int, Shown] = {}
        path = f"/questions/{thread_id}"
        number, has_more = 1, True
        while has_more:
            text = self._text(f"{path}?page={number}", cookie)
            if text is None:
                return None
            posts |= posts_in(text)
            number, has_more = number + 1, "data-has-more" in text
        return posts

    def _after(self, cookie: str, thread_id: int, number: int) -> News | None:
        """Return the posts after a number, and the state that they make."""
        posts: dict[int, Shown] = {}
        while True:
            path = f"/questions/{thread_id}/nouveautes?apres={number}&nombre={_MOST}"
            text = self._text(path, cookie)
            state = _STATE.search(text or "")
            if text is None or state is None:
                return None
            posts |= posts_in(text)
            number = max(number, int(state[1]))
            if state[2]:
                return News(int(state[2]), number, posts, is_whole=False)

    def _text(self, path: str, cookie: str) -> str | None:
        """Return a page, wherever the site sends for it."""
        answer = ask(self._lots.choice(self._ports), path, cookie)
        if answer is not None and answer.status == 303:
            answer = ask(self._lots.choice(self._ports), answer.place, cookie)
        if answer is None or answer.status >= 500:
            return None
        if answer.status != 200:
            self.refusals[path_of(path), answer.status] += 1
            return None
        return answer.text


def posts_in(html: str) -> dict[int, Shown]:
    """Return the posts that a piece of HTML shows; those that are gone show nothing."""
    return {
        int(found[1]): _shown(piece)
        for piece in _POST.split(html)
        if (found := _ID.search(piece)) and not is_gone(piece)
    }


def is_gone(html: str) -> bool:
    """Tell whether a pushed post is one that was deleted."""
    classes = _CLASSES.search(html)
    return classes is None or "is-deleted" in classes[1]


def _shown(piece: str) -> Shown:
    """Read one post."""
    number, body, likes = _NUMBER.search(piece), _BODY.search(piece), _LIKES.search(piece)
    classes = _CLASSES.search(piece)
    return Shown(
        number=int(number[1]) if number else 0,
        body=body[1].strip() if body else "",
        likes=int(likes[1]) if likes else 0,
        is_edited='/historique"' in piece,
        is_solution=classes is not None and "is-featured" in classes[1],
    )
