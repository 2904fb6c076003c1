"""Who is called by name: `@handle` in a text."""

import re
from bisect import bisect_right
from itertools import pairwise

from app.text.blocks import parse, prose

HANDLE = "[A-Za-z0-9][A-Za-z0-9_-]{1,28}[A-Za-z0-9]"
MAX_MENTIONS = 20

MENTION = re.compile(rf"(?<![^\W_])(?<![@./+-])@({HANDLE})(?![-_]*[^\W_]|@|\.\w)")
"""A call by name, its handle in group 1; not a piece of an address, of a mailbox or a page."""

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]+", re.IGNORECASE)
_LINK_TARGET = re.compile(r"\]\([^()\s]{0,2000}")
_TICKS = re.compile("`+")


def mentioned_handles(source: str, *, has_quotes: bool = True) -> tuple[str, ...]:
    """Return whom a text names, in lower case, each once, in order, 20 at most.

    Names inside code and inside addresses are none. Nobody checks here that they exist.
    Linear in time for any text.

    Args:
        source: Markdown.
        has_quotes: whether those count who are named in quotations alone: whoever is quoted was
            called when it was said first.
    """
    if "@" not in source:
        return ()
    said = prose(parse(source).blocks, has_quotes=has_quotes)
    words = "\n\n".join(map(_without_code_spans, said))
    words = _ADDRESS.sub(" ", _LINK_TARGET.sub(" ", words))
    found = dict.fromkeys(match.group(1).lower() for match in MENTION.finditer(words))
    return tuple(found)[:MAX_MENTIONS]


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
