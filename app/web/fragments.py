"""Viewer-neutral pieces of pages, rendered once and kept until what they show has changed."""

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from operator import itemgetter
from typing import Final, TypeVar, cast

from cachetools import LRUCache
from flask import Flask, current_app, get_template_attribute, render_template
from markupsafe import Markup as Html

from app.web.memory import memory_of

FRAGMENTS, SEARCH_FRAGMENTS = "entraide_fragments", "entraide_search_fragments"
"""Where the pieces are kept, in `app.extensions`."""
ROOM_BYTES: Final = 64 * 1024 * 1024
"""For pieces in each process, their keys included: the pages of five hundred threads fit in."""
SEARCH_BYTES: Final = 4 * 1024 * 1024
"""Memory for what searches show: there are as many as words to type, and few come twice."""
_PLACE_BYTES = 300
"""What the tables take for a piece beside what is put into them; measured."""

Key = tuple[object, ...]
Piece = TypeVar("Piece")

__all__ = [
    "Fragments",
    "Html",
    "decoded",
    "forget_fragments",
    "fragments",
    "init_fragments",
    "macro",
    "rendered",
    "search_fragments",
]


class Fragments:
    """The pieces last used, by key. A key names the version of what is shown."""

    def __init__(self, *, room_bytes: int = ROOM_BYTES) -> None:
        """Keep at the most so many bytes."""
        self._pieces = LRUCache[Key, tuple[object, int]](room_bytes, getsizeof=itemgetter(1))
        self._generation = 0
        self._lock = threading.Lock()

    def find_or_make(self, key: Key, make: Callable[[], Piece]) -> Piece:
        """Return the piece kept under the key, made now if there is none."""
        with self._lock:
            generation = self._generation
            if key in self._pieces:
                return cast("Piece", self._pieces[key][0])  # made by the same `make`
        made = make()
        self._keep({key: made}, generation)
        return made

    def find_or_make_all(
        self, keys: Sequence[Key], make: Callable[[list[Key]], Mapping[Key, Piece]]
    ) -> dict[Key, Piece]:
        """Return the pieces kept under these keys, and what is made, at once, of those missing.

        What was made under another key, because a newer version had come, is kept and returned
        under that one. What is made of older rows while everything is forgotten is not kept.
        """
        with self._lock:
            generation = self._generation
            kept = {key: self._pieces[key][0] for key in keys if key in self._pieces}
        missing = [key for key in keys if key not in kept]
        if missing:
            made = make(missing)
            self._keep(made, generation)
            kept |= made
        return kept  # type: ignore[return-value] # kept by the same make

    def _keep(self, made: Mapping[Key, object], generation: int) -> None:
        """Keep pieces, unless everything was forgotten since they were begun."""
        sizes = {key: _PLACE_BYTES + memory_of((key, piece)) for key, piece in made.items()}
        with self._lock:
            if generation != self._generation:
                return
            for key, piece in made.items():
                if key not in self._pieces:
                    with suppress(ValueError):  # larger than all the room
                        self._pieces[key] = (piece, sizes[key])

    def forget_all(self) -> None:
        """Let everything go: a name or a picture shown in many pieces has changed."""
        with self._lock:
            self._pieces.clear()
            self._generation += 1


def init_fragments(app: Flask) -> None:
    """Give the application room for its pieces."""
    app.extensions[FRAGMENTS] = Fragments()
    app.extensions[SEARCH_FRAGMENTS] = Fragments(room_bytes=SEARCH_BYTES)


def fragments() -> Fragments:
    """Return the pieces kept in this process."""
    kept: Fragments = current_app.extensions[FRAGMENTS]
    return kept


def search_fragments() -> Fragments:
    """Return the pieces that searches made: in a room of their own, they push out no others."""
    kept: Fragments = current_app.extensions[SEARCH_FRAGMENTS]
    return kept


def forget_fragments() -> None:
    """Let all pieces go, whatever made them."""
    fragments().forget_all()
    search_fragments().forget_all()


def rendered(template: str, **context: object) -> Html:
    """Return a fragment that escaped all that a person typed, fit to stand in another page."""
    return Html(render_template(template, **context))  # noqa: S704 - autoescaped by the template


def macro(template: str, name: str) -> Callable[..., Html]:
    """Return a macro, to be called with its arguments; it escapes as its template does."""
    found: Callable[..., Html] = get_template_attribute(template, name)
    return found


def decoded(piece: bytes) -> Html:
    """Return a piece that was kept encoded, fit to stand in a template."""
    return Html(piece.decode())  # noqa: S704 - it was HTML when it was encoded
