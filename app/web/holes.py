"""HTML rendered with marks where something is one's own, and cut there: rendered once for many."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import escape

from app.web.fragments import Html

Parts = Mapping[str, bytes]
"""HTML by name, encoded as it is kept and sent."""
_SECRET = secrets.token_hex(8)
"""So that nobody can type a mark."""
_MARK = re.compile(f"{_SECRET}:([a-z_.]+);")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTemplate:
    """A rendered page, or a piece of one, cut at its holes."""

    texts: tuple[bytes, ...]
    """One more than holes."""
    holes: tuple[str, ...]

    def filled(self, parts: Parts) -> bytes:
        """Return it with these parts in its holes."""
        pieces = [self.texts[0]]
        for hole, text in zip(self.holes, self.texts[1:], strict=True):
            pieces += (parts[hole], text)
        return b"".join(pieces)


def hole(name: str) -> Html:
    """Return what stands in a hole until the HTML is cut there; for a template to put out."""
    return Html(escape(f"{_SECRET}:{name};"))


def cut(html: str) -> PageTemplate:
    """Cut rendered HTML at its holes."""
    parts = _MARK.split(html)
    texts = tuple(text.encode() for text in parts[::2])
    return PageTemplate(texts=texts, holes=tuple(parts[1::2]))
