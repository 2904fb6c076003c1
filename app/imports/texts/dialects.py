"""Texts of Stack Exchange as they are written here: two dialects of Markdown differ a little."""

import re
from collections.abc import Iterable, Iterator

from app.imports.texts.conversion import markdown_from
from app.imports.texts.passages import CODE_SPAN, NOTE, fenced, passages

_BLOCK = r"a|blockquote|code|dd|div|dl|dt|h[1-6]|hr|img|li|ol|p|pre|span|table|ul"
_HTML = re.compile(rf"<(?:{_BLOCK})\b[^<>]*>", re.IGNORECASE)
"""HTML that is shown as typed here; the pairs that are understood are not in it."""

_SPOILER = re.compile(r"^( {0,3}>)!", re.MULTILINE)
_STRIKE = re.compile(r"<(/?)strike>", re.IGNORECASE)
_TAG = re.compile(r"(?<!`)\[(?:meta-)?tag:([^\]\s]{1,60})\](?!`)")
_SLASHED = re.compile(r"(\]\(|^ {0,3}\[[^\[\]\n]{1,100}\]:[ \t]*)(//?)", re.MULTILINE)
"""Where a link leads that begins with a slash, or with two."""


def wording_of(source: str | None, html: str, *, site: str) -> tuple[str, bool]:
    """Return a text in our Markdown, and whether its formatting had to be left out.

    Args:
        source: what was typed, if the dump tells. Where it holds HTML, the page made of it is
            the better source.
        html: the page made of it; empty for comments, which have none.
        site: address of the platform, for links that begin with a slash; empty if unknown.
    """
    if source is None or (html and _has_html(source)):
        markdown, is_stripped = markdown_from(html)
    else:
        markdown, is_stripped = "\n".join(_translated(source)), False
    return _SLASHED.sub(lambda found: _whole(found, site), markdown), is_stripped


def _has_html(source: str) -> bool:
    """Tell whether a text is partly HTML."""
    prose = "\n".join(line for kind, lines in passages(source) if kind == "prose" for line in lines)
    return _HTML.search(CODE_SPAN.sub("", prose)) is not None


def _translated(source: str) -> Iterator[str]:
    """Yield the lines of a text: prose in our words, indented code between fences."""
    for kind, lines in passages(NOTE.sub("", source)):
        if kind == "indented":
            yield from fenced(lines)
        else:
            yield from lines if kind == "fenced" else _prose(lines)


def _prose(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines that are no code, in our words."""
    for line in lines:
        yield _TAG.sub(r"`\1`", _STRIKE.sub(r"<\1s>", _SPOILER.sub(r"\1", line)))


def _whole(found: re.Match[str], site: str) -> str:
    """Return a link into that site that does not lead into this one."""
    before, slashes = found.groups()
    if slashes == "//":
        return f"{before}https://"
    if site:
        return f"{before}{site}/"
    return f"{before.rstrip(' (:')} (/" if before.endswith("(") else f"{before.rstrip(' :')} /"
