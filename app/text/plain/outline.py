"""Headings of a long text: places one can go to, and how the text is divided."""

import re
from typing import NamedTuple

from markupsafe import Markup as Html

from app.core.slugs import slug_of

_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ANCHOR_LENGTH = 60
_FIRST_LEVEL = 2
"""The page itself has the first."""


class Heading(NamedTuple):
    """A heading in a text."""

    anchor: str
    """The id of its element, which no other element of a page of ours has."""
    depth: int
    """1 for the highest there are in this text."""
    title: Html
    """Its words."""


class Outlined(NamedTuple):
    """A text whose headings can be gone to."""

    html: Html
    headings: tuple[Heading, ...]
    """In their order."""


def outlined(html: Html) -> Outlined:
    """Return a text of the renderer with anchors, its highest headings one below the page's own.

    However deep an author begins, no level is left out under the title of the page.
    """
    levels = sorted({int(found[1]) for found in _HEADING.finditer(html)})
    depths = {level: depth for depth, level in enumerate(levels, 1)}
    headings: list[Heading] = []
    taken: set[str] = set()

    def placed(found: re.Match[str]) -> str:
        depth, words = depths[int(found[1])], _TAG.sub("", found[2]).strip()
        anchor = _free_anchor(words, taken)
        headings.append(Heading(anchor=anchor, depth=depth, title=Html(words)))
        tag = f"h{min(depth + _FIRST_LEVEL - 1, 6)}"
        return f'<{tag} id="{anchor}">{found[2]}</{tag}>'

    body = _HEADING.sub(placed, str(html))
    return Outlined(html=Html(body), headings=tuple(headings))


def _free_anchor(words: str, taken: set[str]) -> str:
    """Return an anchor made of words, numbered when another heading has the same."""
    base = f"titre-{slug_of(Html(words).unescape(), limit=_ANCHOR_LENGTH) or 'sans-mots'}"
    anchor, number = base, 1
    while anchor in taken:
        number += 1
        anchor = f"{base}-{number}"
    taken.add(anchor)
    return anchor
