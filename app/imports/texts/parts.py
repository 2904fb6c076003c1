"""Cuts a text that is longer than a post may be, where a reader would."""

import re

_FENCE = re.compile(r"^(`{3,}|~{3,})", re.MULTILINE)
_FENCE_ROOM = 16
"""Characters kept free for closing a fence and opening it again."""


def parts_of(text: str, limit: int) -> list[str]:
    """Return a text in parts of at most `limit` characters; nothing but blanks is left out.

    It is cut after a paragraph, else after a line, a word, or wherever the limit is. A fenced
    passage that is cut is closed in one part and opened again in the next.
    """
    parts: list[str] = []
    rest = text.strip("\n")
    while len(rest) > limit:
        end, begin = _place_to_cut(rest, limit - _FENCE_ROOM)
        part, rest = rest[:end].rstrip(), rest[begin:].lstrip("\n")
        fence = _open_fence(part)
        if fence:
            part, rest = f"{part}\n{fence}", f"{fence}\n{rest}"
        parts.append(part)
    return [*parts, rest] if rest.strip() else parts


def _place_to_cut(text: str, room: int) -> tuple[int, int]:
    """Return where the first part ends, and where what follows begins."""
    for mark in ("\n\n", "\n", " "):
        place = text.rfind(mark, room // 2, room)
        if place > 0:
            return place, place + len(mark)
    return room, room


def _open_fence(part: str) -> str:
    """Return the fence that is still open at the end of a part; nothing if none is."""
    fence = ""
    for found in _FENCE.findall(part):
        if not fence:
            fence = found[:3]
        elif found.startswith(fence):
            fence = ""
    return fence
