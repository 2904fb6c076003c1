"""Who may know whom: the rooms above say what people have in common."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.core.registry import provided
from app.core.viewer import Viewer
from app.friends.shapes import SuggestionSource


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionProvider:
    """Who knows what people have in common. Nothing of it may come from anybody's friends."""

    find: Callable[[Viewer], Iterable[SuggestionSource]]
    """A member → people who have something in common with them, a hundred of each kind at the most,
    the closest kind first."""


def suggestion_sources(viewer: Viewer) -> Iterator[SuggestionSource]:
    """Return the people who have something in common with the viewer."""
    for provider in provided(SuggestionProvider):
        yield from provider.find(viewer)
