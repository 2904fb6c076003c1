"""Markdown in, safe HTML out: the only door through which a member's words become a page."""

from collections.abc import Collection
from dataclasses import dataclass

from markupsafe import Markup

from app.text.mentions import mentioned_handles
from app.text.paragraphs import paragraphs
from app.text.source import normalise
from app.text.workers import worker

RENDERER_VERSION = 1
"""To be raised when the same source gives other HTML: stored HTML of less can be made again."""

LONGEST_SOURCE = 100_000
"""Characters tried at all. A room's own limit is lower; see `source.MAX_LENGTH`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A text as it is stored beside its source and shown to everybody alike."""

    html: Markup
    is_plain: bool
    """Shown as typed, in paragraphs: its formatting took too long. It may be tried again later."""
    version: int


def render(source: str, *, handles: Collection[str] = ()) -> Rendered:
    """Return the HTML of a text, for every reader the same. Meant for writing, never for reading.

    Any text is answered within half a second, other requests meanwhile: see `workers`. Call it
    before `atomic()`: whoever holds the write lock must not wait.

    Args:
        handles: who may be linked when called by name, in any case; see `mentioned_handles`.
    """
    text = normalise(source)
    if not text:
        return Rendered(html=Markup(""), is_plain=False, version=RENDERER_VERSION)
    known = {handle.lower() for handle in handles}
    called = [handle for handle in mentioned_handles(text) if handle in known]
    html = worker().ask(text, called) if len(text) <= LONGEST_SOURCE else None
    return Rendered(
        html=Markup(html or paragraphs(text)),  # a text of nothing but link targets shows nothing
        is_plain=not html,
        version=RENDERER_VERSION,
    )


def stored(html: str) -> Markup:
    """Return HTML that `render` made earlier, as it was read back from its row. Not checked."""
    return Markup(html)
