"""The rendering without its process, for tests of what it makes."""

from app.text import normalise
from app.text.child.conversion import Converter


def html_of(source: str, *handles: str) -> str:
    """Return the HTML of a text on one line."""
    return Converter().convert(normalise(source), handles).replace("\n", "")
