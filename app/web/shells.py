"""Pages kept for members: rendered once for nobody in particular, with gaps for what is one's own.

A page is the same for all members who may do the same, but for a few small parts: the bell, the
account menu, a switch, the buttons under a post that one wrote. So the page is rendered for a
stand-in, each such part replaced by a mark; it is cut at the marks and kept; and for each member
the parts are put in their places. A page that is not kept goes through the same template, its
parts put in at once.
"""

import re
import secrets
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, fields

from flask import render_template, request
from markupsafe import escape

from app.core.i18n import language
from app.web.addresses import site_url
from app.web.answers import render_page
from app.web.fragments import Html, decoded, fragments
from app.web.frame import Frame, around_page, frame_of
from app.web.viewing import viewer

Parts = Mapping[str, bytes]
"""HTML by name, encoded as it is kept and sent."""
Late = Callable[[], Mapping[str, object]]
_SECRET = secrets.token_hex(8)
"""So that nobody can type a mark."""
_FRAME = tuple(field.name for field in fields(Frame))
_MARK = re.compile(f"{_SECRET}:([a-z_.]+);")


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """The member for whom a kept page is rendered: all that it may depend on.

    A template that asks for anything else of the viewer fails, instead of showing one to others.
    """

    is_guest: bool = False
    is_suspended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """A rendered page, cut at its gaps."""

    texts: tuple[bytes, ...]
    """One more than gaps."""
    gaps: tuple[str, ...]

    @property
    def size_bytes(self) -> int:
        """Room taken in memory, about."""
        return sum(map(len, self.texts))

    def filled(self, parts: Parts) -> bytes:
        """Return the page with these parts in its gaps."""
        pieces = [self.texts[0]]
        for gap, text in zip(self.gaps, self.texts[1:], strict=True):
            pieces += (parts[gap], text)
        return b"".join(pieces)


def kept_page(template: str, *, parts: Parts, late: Late, **shown: Hashable) -> bytes:
    """Return a page, kept for all members to whom it shows the same.

    Args:
        template: of the page; it sees `parts`, `late` and `shown` as its context.
        parts: the viewer's own, by name; the template puts them out and asks nothing of them.
        late: what else the template needs, made of what is `shown` and of the address alone, when
            it is rendered.
        shown: all that the page depends on beside its address.
    """
    looking = viewer()
    if looking.is_guest:
        return whole_page(template, parts=parts, late=late, **shown)
    stand_in = StandIn(is_suspended=looking.is_suspended)
    key = (template, language(), site_url(), request.full_path, stand_in, *shown.values())
    shell = fragments().find_or_make(
        key, lambda: _cut(_for_nobody(template, stand_in, parts, {**shown, **late()}))
    )
    frame = frame_of(looking, around_page(looking))
    around = {f"frame.{name}": getattr(frame, name).encode() for name in _FRAME}
    return shell.filled({**parts, **around})


def whole_page(template: str, *, parts: Parts, late: Late, **shown: Hashable) -> bytes:
    """Return the same page, rendered for this viewer alone."""
    own = {name: decoded(part) for name, part in parts.items()}
    return render_page(template, **own, **shown, **late()).encode()


def _for_nobody(
    template: str, stand_in: StandIn, parts: Parts, context: Mapping[str, object]
) -> str:
    """Render the page with marks in its gaps."""
    frame = Frame(**{name: _mark(f"frame.{name}") for name in _FRAME})
    marks = {name: _mark(name) for name in parts}
    return render_template(template, viewer=stand_in, around={}, frame=frame, **marks, **context)


def _mark(name: str) -> Html:
    """Return what stands in a gap until it is filled."""
    return Html(escape(f"{_SECRET}:{name};"))


def _cut(page: str) -> Shell:
    """Cut a page at its gaps."""
    parts = _MARK.split(page)
    texts = tuple(text.encode() for text in parts[::2])
    return Shell(texts=texts, gaps=tuple(parts[1::2]))
