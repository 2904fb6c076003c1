"""The `text` room: what people type, made safe, readable and quick to show."""

from markupsafe import Markup as Html

from app.text.plain.differences import DiffSpan, difference
from app.text.plain.emptiness import says_nothing
from app.text.plain.excerpts import plain, search_text
from app.text.plain.links import written_out
from app.text.plain.mentions import mentioned_handles
from app.text.plain.outline import Heading, Outlined, outlined
from app.text.plain.source import MAX_LENGTH, normalise
from app.text.plain.top_blocks import blocks_of, shown_words
from app.text.rendering.renderer import (
    RENDERER_VERSION,
    Rendered,
    patient_renderer,
    render,
    render_for,
    rendered_anew,
    stored,
)

__all__ = [
    "MAX_LENGTH",
    "RENDERER_VERSION",
    "DiffSpan",
    "Heading",
    "Html",
    "Outlined",
    "Rendered",
    "blocks_of",
    "difference",
    "mentioned_handles",
    "normalise",
    "outlined",
    "patient_renderer",
    "plain",
    "render",
    "render_for",
    "rendered_anew",
    "says_nothing",
    "search_text",
    "shown_words",
    "stored",
    "written_out",
]
