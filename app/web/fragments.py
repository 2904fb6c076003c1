"""Viewer-neutral pieces of pages, rendered once and kept until what they show has changed."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

from flask import current_app, render_template
from markupsafe import Markup

FRAGMENTS = "entraide_fragments"
"""Where the factory keeps the pieces, in `app.extensions`."""

Piece = TypeVar("Piece")


class Fragments:
    """The pieces last used, by key. A key names the version of what is shown."""

    def __init__(self, *, most: int) -> None:
        """Keep at the most so many pieces."""
        self._pieces: OrderedDict[tuple[object, ...], object] = OrderedDict()
        self._most = most
        self._lock = threading.Lock()

    def find_or_make(self, key: tuple[object, ...], make: Callable[[], Piece]) -> Piece:
        """Return the piece kept under the key, made now if there is none."""
        with self._lock:
            if key in self._pieces:
                self._pieces.move_to_end(key)
                return self._pieces[key]  # type: ignore[return-value] # kept by the same make
        piece = make()
        with self._lock:
            self._pieces[key] = piece
            if len(self._pieces) > self._most:
                self._pieces.popitem(last=False)
        return piece

    def forget_all(self) -> None:
        """Let everything go: a name or a picture shown in many pieces has changed."""
        with self._lock:
            self._pieces.clear()


def fragments() -> Fragments:
    """Return the pieces kept in this process."""
    kept: Fragments = current_app.extensions[FRAGMENTS]
    return kept


def rendered(template: str, **context: object) -> Markup:
    """Return a fragment that escaped all that a person typed, fit to stand in another page."""
    return Markup(render_template(template, **context))  # noqa: S704 - autoescaped by the template
