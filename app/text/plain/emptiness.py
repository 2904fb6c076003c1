"""Whether a rendered text says anything at all."""

import html
import re

from app.core.characters import shows_nothing

_ELEMENT = re.compile(r"<[^>]*>")


def says_nothing(rendered: str) -> bool:
    """Tell whether HTML of ours has neither words nor pictures: marks alone make none."""
    return "<img" not in rendered and shows_nothing(html.unescape(_ELEMENT.sub("", rendered)))
