"""Prose and code: what is written in Markdown, and what only looks as if it were."""

import re
from collections.abc import Iterator
from itertools import groupby

CODE_SPAN = re.compile(r"(`+)[^`\n]*\1")
NOTE = re.compile(r"<!--.{0,2000}?-->", re.DOTALL)

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_INDENT = re.compile(r" {4}|\t")
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]")


def without_notes(source: str) -> str:
    """Return a text without comments of HTML, however long: nobody was meant to read them.

    One that never ends is no comment: words are not lost. Linear in time.
    """
    parts: list[str] = []
    place = 0
    while (begin := source.find("<!--", place)) >= 0:
        end = source.find("-->", begin + 4)
        if end < 0:
            break
        parts.append(source[place:begin])
        place = end + 3
    return "".join(parts) + source[place:]


def passages(source: str) -> Iterator[tuple[str, list[str]]]:
    """Yield lines that belong together: "prose", "fenced", or "indented" code; blanks go along."""
    for kind, passage in groupby(_kinds(source), key=lambda pair: pair[0]):
        yield kind, [line for _kind, line in passage]


def fenced(lines: list[str]) -> Iterator[str]:
    """Yield indented code as a fenced passage, and the blank lines after it."""
    last = max(place for place, line in enumerate(lines) if line.strip())
    fence = "~~~~" if any("```" in line for line in lines) else "```"
    yield fence
    yield from (_INDENT.sub("", line, count=1) for line in lines[: last + 1])
    yield fence
    yield from lines[last + 1 :]


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
