"""A rendered text cut into its blocks: paragraphs, titles, lists, tables, one below another."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise

from markupsafe import Markup

_REST = r"""(?:"[^"]*"|'[^']*'|[^"'<>])*"""
"""What stands in a tag behind its name: values may hold `>`, and never `<`."""
_TAG = re.compile(rf"<(/?)([a-z][a-z0-9]*){_REST}>(\s*)")
_VOID = frozenset({"br", "hr", "img"})
_BLOCKS = frozenset(
    {"blockquote", "div", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre", "table", "ul"}
)
_PARTS = _BLOCKS | {"br", "li", "tbody", "td", "th", "thead", "tr"}
"""Words before and behind these are apart."""
_DESCRIBED = re.compile(r"""<img\s(?:[^"'<>]|"[^"]*"|'[^']*')*?\balt=("[^"]*"|'[^']*')""")
_BLANKS = re.compile(r"\s+")


def blocks_of(html: Markup) -> tuple[Markup, ...]:
    """Return HTML that `render` made as its blocks, in order; joined they are the whole again.

    Words that stand in no block make one of their own. What is blank between two blocks belongs
    to the first. Linear in time.
    """
    source = str(html)
    begin = len(source) - len(source.lstrip())
    edges = {0, *(edge for edge in _edges(source) if edge > begin), len(source)}
    return tuple(Markup(source[start:end]) for start, end in pairwise(sorted(edges)))


def shown_words(html: Markup) -> str:
    """Return what one reads in HTML that `render` made, on one line; of a picture, its words."""
    described = _DESCRIBED.sub(lambda picture: f" {picture[1][1:-1]} {picture[0]}", str(html))
    return _BLANKS.sub(" ", unescape(_TAG.sub(_gap, described))).strip()


def _gap(tag: re.Match[str]) -> str:
    """Return what stands between words in the place of a tag."""
    return " " if tag[2] in _PARTS else tag[3]


def _edges(source: str) -> Iterator[int]:
    """Yield where blocks begin and end, some places twice."""
    depth = 0
    for tag in _TAG.finditer(source):
        is_end, name = bool(tag[1]), tag[2]
        depth -= is_end
        if depth == 0 and name in _BLOCKS:
            if not is_end:
                yield tag.start()
            if is_end or name in _VOID:
                yield tag.end()
        depth += not is_end and name not in _VOID
