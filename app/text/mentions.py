"""Who is called by name: `@handle` in a text."""

import re
from bisect import bisect_right
from itertools import pairwise

HANDLE = "[A-Za-z0-9][A-Za-z0-9_-]{1,28}[A-Za-z0-9]"
MAX_MENTIONS = 20

MENTION = re.compile(rf"(?<![^\W_])(?<![@./+-])@({HANDLE})(?![-_]*[^\W_]|@|\.\w)")
"""A call by name, its handle in group 1; not a piece of an address, of a mailbox or a page."""

_ADDRESS = re.compile(r"https?://[^\s<>]+")
_LINK_TARGET = re.compile(r"\]\([^()\s]{0,2000}")
_FENCE = re.compile(r"(`{3,}|~{3,})(.*)")
_TICKS = re.compile("`+")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")


def mentioned_handles(source: str) -> tuple[str, ...]:
    """Return who a text calls, in lower case, each once, in order, 20 at most.

    Names inside code and inside addresses are not calls. Nobody checks here that they exist.
    Linear in time for any text.
    """
    prose = "\n\n".join(
        _without_code_spans(block) for block in _BLANK_LINES.split(without_fences(source))
    )
    prose = _ADDRESS.sub(" ", _LINK_TARGET.sub(" ", prose))
    found = dict.fromkeys(match.group(1).lower() for match in MENTION.finditer(prose))
    return tuple(found)[:MAX_MENTIONS]


def without_fences(source: str) -> str:
    """Return the text without its fenced blocks of code. A fence never closed is no fence."""
    lines = source.split("\n")
    kept: list[str] = []
    hopeless: set[str] = set()
    index = 0
    while index < len(lines):
        fence = _FENCE.fullmatch(lines[index])
        end = _closing_line(lines, index, fence.group(1), hopeless) if fence else None
        if end is None:
            kept.append(lines[index])
        index = index + 1 if end is None else end + 1
    return "\n".join(kept)


def _closing_line(lines: list[str], start: int, fence: str, hopeless: set[str]) -> int | None:
    """Return where a fence is closed; remember those that nothing closes, so to look once."""
    if fence in hopeless:
        return None
    for index in range(start + 1, len(lines)):
        if lines[index].rstrip() == fence:
            return index
    hopeless.add(fence)
    return None


def _without_code_spans(block: str) -> str:
    """Return a paragraph without what stands between two equally long runs of backticks."""
    runs = [match.span() for match in _TICKS.finditer(block)]
    same_length: dict[int, list[int]] = {}
    for index, (start, end) in enumerate(runs):
        same_length.setdefault(end - start, []).append(index)
    cuts = [0]
    index = 0
    while index < len(runs):
        start, end = runs[index]
        later = same_length[end - start]
        position = bisect_right(later, index)
        if position < len(later):
            index = later[position]
            cuts += [start, runs[index][1]]
        index += 1
    cuts.append(len(block))
    return " ".join(block[start:end] for start, end in list(pairwise(cuts))[::2])
