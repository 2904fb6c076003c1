"""Where candidates come from: what a part of the words finds, and what that tells."""

import math
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from app.search.engines import Either
from app.search.limits import ALL_RARE, CANDIDATES, RARE, TITLES
from app.search.shapes import Option, Question

_PAIRED = 4
"""Of common words, the rarest so many are looked for in pairs."""
_CLOSE = 0.8
"""Options with so much of the weight of their term are looked for together with it."""
PLENTY = 3
"""Times as many as are wanted that the newest stretches should hold: words are spread unevenly."""
AMONG = 2 * CANDIDATES
"""Of the best so many it is asked first whether they may be read; it takes time for each."""
_BARE_TITLES = 4
"""Entries that hold a word, for one whose title does, about."""
_FOR_TITLE = 1.5
"""What a word in the title tells, compared to one in the text."""


class _Group(NamedTuple):
    """Options of a term that are looked for together."""

    either: Either
    weight: float
    entry_count: int


class Part(NamedTuple):
    """Entries that hold something, and what that tells."""

    sought: tuple[Either, ...]
    weight: float
    most: int
    expected: int
    in_title: bool = False


def parts(asked: Question) -> Iterator[Part]:
    """Return where candidates come from, and what tells them apart."""
    groups = sorted(_groups(asked), key=lambda group: (group.entry_count, group.either))
    rare: list[_Group] = []
    for group in groups:
        if group.entry_count <= RARE and sum(one.entry_count for one in rare) <= ALL_RARE:
            rare.append(group)
    common = groups[len(rare) :]
    expected = sum(group.entry_count for group in rare)
    for group in rare:
        yield Part((group.either,), group.weight, RARE, group.entry_count)
    if rare:
        any_rare = tuple(phrase for group in rare for phrase in group.either)
        for group in common:
            yield Part((group.either, any_rare), group.weight, RARE, expected)
    if expected < CANDIDATES:
        yield from _common_parts(common, asked.entry_total)
    for term in asked.terms:
        either = tuple(option.stems for option in term.options)
        held = sum(option.entry_count for option in term.options) // _BARE_TITLES
        yield Part((either,), term.weight * _FOR_TITLE, TITLES, held, in_title=True)


def _common_parts(groups: Sequence[_Group], total: int) -> Iterator[Part]:
    """Return the parts for words that are all common: those that hold most of them first.

    What comes after enough of them could not be among the best.
    """
    known = groups[:_PAIRED]
    several = [some for size in range(len(known), 0, -1) for some in combinations(known, size)]
    several.sort(key=lambda some: -sum(group.weight for group in some))
    held = 0
    for some in several:
        expected = 1 + math.prod(group.entry_count for group in some) // max(1, total) ** (
            len(some) - 1
        )
        weight = sum(group.weight for group in some)
        yield Part(tuple(group.either for group in some), weight, RARE, expected)
        held += expected
        if held > PLENTY * AMONG:
            return


def _groups(asked: Question) -> Iterator[_Group]:
    """Return what is looked for: each term with what is as good, then what comes near it."""
    for term in asked.terms:
        close = [one for one in term.options if one.weight >= _CLOSE * term.weight]
        near = [one for one in term.options if one.weight < _CLOSE * term.weight]
        yield from map(_group, (options for options in (close, near) if options))


def _group(options: Sequence[Option]) -> _Group:
    """Return options that are looked for together."""
    return _Group(
        tuple(option.stems for option in options),
        max(option.weight for option in options),
        sum(option.entry_count for option in options),
    )
