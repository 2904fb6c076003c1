"""What rooms provide to those they stand on: put on a card, found by its type.

A room says `provides=(ThreadProvider(…), NoticeKind(…))`. A room below, which cannot know it, asks
for it by its type, and gets on where nobody provides it.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from flask import current_app

REGISTRY = "entraide_registry"
"""Where the factory keeps what all rooms provide, in `app.extensions`."""

_Thing = TypeVar("_Thing")


class Registry:
    """Things by their type, and those that name a `kind` by that name."""

    def __init__(self, things: Iterable[object]) -> None:
        """Sort the things; of two of one type and kind the later one counts by its name."""
        self.things = tuple(things)
        self._of_type: dict[type, tuple[object, ...]] = {}
        self._by_kind: dict[type, dict[str, object]] = {}
        for thing in self.things:
            self._of_type[type(thing)] = (*self._of_type.get(type(thing), ()), thing)
            kind = getattr(thing, "kind", None)
            if isinstance(kind, str):
                self._by_kind.setdefault(type(thing), {})[kind] = thing

    def of_type(self, wanted: type[_Thing]) -> tuple[_Thing, ...]:
        """Return all things of exactly this type, in the order of the house."""
        found: tuple[Any, ...] = self._of_type.get(wanted, ())
        return found

    def by_kind(self, wanted: type[_Thing]) -> Mapping[str, _Thing]:
        """Return the things of exactly this type by the kind that each names."""
        named: Mapping[str, Any] = self._by_kind.get(wanted, {})
        return named


def provided(wanted: type[_Thing]) -> tuple[_Thing, ...]:
    """Return everything of this type that rooms provide."""
    registry: Registry = current_app.extensions[REGISTRY]
    return registry.of_type(wanted)


def provided_by_kind(wanted: type[_Thing]) -> Mapping[str, _Thing]:
    """Return everything of this type that rooms provide, by the kind that each names."""
    registry: Registry = current_app.extensions[REGISTRY]
    return registry.by_kind(wanted)


def the_provided(wanted: type[_Thing]) -> _Thing | None:
    """Return what one room provides for the whole house; `None` where none does."""
    found = provided(wanted)
    return found[-1] if found else None
