"""The `text` room: what people type, made safe, readable and quick to show."""

from markupsafe import Markup as Html

from app.text.differences import DiffSpan, difference
from app.text.excerpts import plain, search_text
from app.text.links import written_out
from app.text.mentions import mentioned_handles
from app.text.rendering import RENDERER_VERSION, Rendered, render, stored
from app.text.source import MAX_LENGTH, normalise

__all__ = [
    "MAX_LENGTH",
    "RENDERER_VERSION",
    "DiffSpan",
    "Html",
    "Rendered",
    "difference",
    "mentioned_handles",
    "normalise",
    "plain",
    "render",
    "search_text",
    "stored",
    "written_out",
]
