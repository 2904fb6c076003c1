"""Viewer-neutral pieces of pages, rendered once and kept until what they show has changed."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeVar

from flask import current_app, get_template_attribute, render_template
from markupsafe import Markup as Html

from app.web.memory import memory_of

FRAGMENTS = "entraide_fragments"
"""Where the factory keeps the pieces, in `app.extensions`."""
ROOM_BYTES: Final = 40 * 1024 * 1024
"""Memory for pieces in each process, in bytes, their keys included."""
_PLACE_BYTES = 300
"""What the tables take for a piece beside what is put into them; measured."""

Key = tuple[object, ...]
Piece = TypeVar("Piece")

__all__ = ["Fragments", "Html", "decoded", "fragments", "macro", "rendered"]


class Fragments:
    """The pieces last used, by key. A key names the version of what is shown."""

    def __init__(self, *, room_bytes: int = ROOM_BYTES) -> None:
        """Keep at the most so many bytes."""
        self._pieces: OrderedDict[Key, tuple[object, int]] = OrderedDict()
        self._room = room_bytes
        self._used = 0
        self._generation = 0
        self._lock = threading.Lock()

    def find_or_make(self, key: Key, make: Callable[[], Piece]) -> Piece:
        """Return the piece kept under the key, made now if there is none."""
        return self.find_or_make_all([key], lambda _missing: {key: make()})[key]

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
            for key in kept:
                self._pieces.move_to_end(key)
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
                    self._pieces[key] = (piece, sizes[key])
                    self._used += sizes[key]
            while self._used > self._room:
                _key, (_piece, freed) = self._pieces.popitem(last=False)
                self._used -= freed

    def forget_all(self) -> None:
        """Let everything go: a name or a picture shown in many pieces has changed."""
        with self._lock:
            self._pieces.clear()
            self._used = 0
            self._generation += 1


def fragments() -> Fragments:
    """Return the pieces kept in this process."""
    kept: Fragments = current_app.extensions[FRAGMENTS]
    return kept


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
