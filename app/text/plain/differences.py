"""What changed between two versions of a text, in words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

MAX_STEPS = 150_000
"""Comparisons made for one difference before what is left counts as rewritten: about 0.1 s.

The standard library's `difflib` has no such bound: two texts of 20,000 characters can take minutes.
"""

_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_WORDS = re.compile(r"\s*\S+|\s+")

Kind = Literal["same", "added", "removed"]


@dataclass(frozen=True, slots=True)
class DiffSpan:
    """A run of words that stayed, came or went."""

    kind: Kind
    text: str


class _TooDifferent(Exception):
    """The steps are used up."""


class Steps:
    """A purse of comparisons, spent by everything that is compared for one difference."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.spent = 0

    def spend(self, count: int) -> None:
        """Take that many steps out, or raise `_TooDifferent`: then the purse is empty for good."""
        self.spent += count
        if self.spent > self.most:
            raise _TooDifferent


def difference(old: str, new: str, *, steps: Steps | None = None) -> tuple[DiffSpan, ...]:
    """Return how one text became the other: lines are compared first, then words inside them.

    All spans but the added ones make up the old text; all but the removed ones, the new. What went
    stands before what came in its place. Bounded in time for any two texts.

    Args:
        steps: what may be compared; `MAX_STEPS` unless given.
    """
    steps = steps or Steps(MAX_STEPS)
    spans: list[DiffSpan] = []
    for before, after in _runs(_LINES.findall(old), _LINES.findall(new), steps):
        if before == after:
            spans.append(DiffSpan("same", before))
        else:
            spans.extend(_word_spans(before, after, steps))
    return tuple(_merged(spans))


def _word_spans(old: str, new: str, steps: Steps) -> Iterator[DiffSpan]:
    """Yield what changed in a passage that changed."""
    for before, after in _runs(_WORDS.findall(old), _WORDS.findall(new), steps):
        if before == after:
            yield DiffSpan("same", before)
        else:
            yield DiffSpan("removed", before)
            yield DiffSpan("added", after)


def _merged(spans: list[DiffSpan]) -> Iterator[DiffSpan]:
    """Yield the spans with neighbours of one kind joined and empty ones left out."""
    filled = [span for span in spans if span.text]
    for kind, group in groupby(filled, key=lambda span: span.kind):
        yield DiffSpan(kind, "".join(span.text for span in group))


def _runs(old: Sequence[str], new: Sequence[str], steps: Steps) -> Iterator[tuple[str, str]]:
    """Yield both texts passage by passage: equal ones and replaced ones in turn."""
    start = _common(old, new)
    end = min(_common(old[::-1], new[::-1]), len(old) - start, len(new) - start)
    yield "".join(old[:start]), "".join(new[:start])
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    try:
        matches = _matches(middle_old, middle_new, steps)
    except _TooDifferent:
        matches = []
    x = y = 0
    for match_x, match_y in [*matches, (len(middle_old), len(middle_new))]:
        yield "".join(middle_old[x:match_x]), "".join(middle_new[y:match_y])
        yield "".join(middle_old[match_x : match_x + 1]), "".join(middle_new[match_y : match_y + 1])
        x, y = match_x + 1, match_y + 1
    yield "".join(old[len(old) - end :]), "".join(new[len(new) - end :])


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many items both begin with."""
    pairs = zip(old, new, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))


def _matches(old: Sequence[str], new: Sequence[str], steps: Steps) -> list[tuple[int, int]]:
    """Return the places that stayed, as pairs of positions, so that as few as possible changed.

    Source: E. W. Myers, An O(ND) Difference Algorithm and Its Variations, 1986, figure 2.
    """
    furthest = {1: 0}
    trail: list[dict[int, int]] = []
    for distance in range(len(old) + len(new) + 1):
        steps.spend(2 * distance + 1)
        trail.append(furthest.copy())
        for diagonal in range(-distance, distance + 1, 2):
            begin, _ = _entry(furthest, diagonal, distance)
            x, y = begin, begin - diagonal
            while x < len(old) and y < len(new) and old[x] == new[y]:
                x, y = x + 1, y + 1
            steps.spend(x - begin)
            furthest[diagonal] = x
            if x >= len(old) and y >= len(new):
                return _walk_back(trail, x, y)
    return []


def _entry(furthest: dict[int, int], diagonal: int, distance: int) -> tuple[int, bool]:
    """Return where a path comes onto a diagonal, and whether by an addition or a removal."""
    beside, above = furthest.get(diagonal - 1, -1), furthest.get(diagonal + 1, -1)
    is_addition = diagonal == -distance or (diagonal != distance and beside < above)
    return (above if is_addition else beside + 1), is_addition


def _walk_back(trail: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    """Return the matches along the path that led to the end, in order."""
    matches: list[tuple[int, int]] = []
    for distance in range(len(trail) - 1, -1, -1):
        begin, is_addition = _entry(trail[distance], x - y, distance)
        while x > begin:
            x, y = x - 1, y - 1
            matches.append((x, y))
        x, y = (x, y - 1) if is_addition else (x - 1, y)
    return matches[::-1]
