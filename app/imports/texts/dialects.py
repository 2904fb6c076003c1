"""Texts of Stack Exchange as they are written here: two dialects of Markdown differ a little."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from app.imports.texts.conversion import markdown_from

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_INDENT = re.compile(r" {4}|\t")
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]")
_CODE_SPAN = re.compile(r"(`+)[^`\n]*\1")
_BLOCK = r"a|blockquote|code|dd|div|dl|dt|h[1-6]|hr|img|li|ol|p|pre|span|table|ul"
_HTML = re.compile(rf"<(?:{_BLOCK})\b[^<>]*>", re.IGNORECASE)
"""HTML that is shown as typed here; the pairs that are understood are not in it."""

_NOTE = re.compile(r"<!--.{0,2000}?-->", re.DOTALL)
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
    prose = "\n".join(line for kind, line in _kinds(source) if kind == "prose")
    return _HTML.search(_CODE_SPAN.sub("", prose)) is not None


def _translated(source: str) -> Iterator[str]:
    """Yield the lines of a text: prose in our words, indented code between fences."""
    for kind, passage in groupby(_kinds(_NOTE.sub("", source)), key=lambda pair: pair[0]):
        lines = [line for _kind, line in passage]
        if kind == "indented":
            yield from _fenced(lines)
        else:
            yield from lines if kind == "fenced" else _prose(lines)


def _kinds(source: str) -> Iterator[tuple[str, str]]:
    """Yield each line after its kind: "prose", "fenced", or "indented" code; blanks go along."""
    fence, kind, is_in_list, is_after_blank = "", "prose", False, True
    for line in source.replace("\r\n", "\n").split("\n"):
        found = _FENCE.match(line)
        is_indented = _INDENT.match(line) is not None
        if fence:
            fence = "" if found and found[1].startswith(fence) else fence
        elif found:
            fence, kind = found[1], "fenced"
        elif line.strip():
            is_in_list = _ITEM.match(line) is not None or (is_in_list and is_indented)
            may_be_code = is_indented and not is_in_list
            is_code = may_be_code and (is_after_blank or kind == "indented")
            kind = "indented" if is_code else "prose"
        yield kind, line
        is_after_blank = not line.strip()


def _fenced(lines: list[str]) -> Iterator[str]:
    """Yield indented code as a fenced passage, and the blank lines after it."""
    last = max(place for place, line in enumerate(lines) if line.strip())
    fence = "~~~~" if any("```" in line for line in lines) else "```"
    yield fence
    yield from (_INDENT.sub("", line, count=1) for line in lines[: last + 1])
    yield fence
    yield from lines[last + 1 :]


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
