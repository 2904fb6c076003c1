"""Characters written by their HTML name or number, such as `&eacute;` or `&#233;`."""

import html
import re
from html.entities import html5

from app.text.plain.source import without_controls

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|([A-Za-z][A-Za-z0-9]{1,31}));")


def decoded(text: str) -> str:
    """Return a text with its entities as characters, those without a semicolon left alone.

    `html.unescape` alone raises on a number of 5,000 digits, reads `&nothing;` as `¬hing;` and lets
    invisible characters in.
    """
    return _ENTITY.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    """Return what one entity stands for."""
    name, entity = found[1], found[0]
    if name is not None:
        return without_controls(html5.get(f"{name};", entity))
    return without_controls(html.unescape(entity))
