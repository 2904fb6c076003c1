"""Ids as people and addresses write them, and ids of many kinds at once."""

from collections.abc import Iterable
from typing import Protocol

ID_DIGITS = 18
"""Digits of the largest id that is asked for: 64 bits hold one more."""


def is_id(text: str) -> bool:
    """Tell whether the text is a plain number that fits a column."""
    return text.isascii() and text.isdigit() and len(text) <= ID_DIGITS


class _OfKind(Protocol):
    """A subject, an audience."""

    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> int: ...


def ids_by_kind(things: Iterable[_OfKind]) -> dict[str, set[int]]:
    """Return the ids of each kind among subjects or audiences: one question is asked for each."""
    ids: dict[str, set[int]] = {}
    for thing in things:
        ids.setdefault(thing.kind, set()).add(thing.id)
    return ids
