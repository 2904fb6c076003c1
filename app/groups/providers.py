"""In how many places of each group something new stands for somebody: asked of the room above."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.core.registry import the_provided
from app.core.viewer import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsCounter:
    """Who knows in how many threads of each group something new stands."""

    count: Callable[[Viewer], Mapping[int, int]]
    """A member → the number for each group that has any. One query."""


def news_counts(viewer: Viewer) -> Mapping[int, int]:
    """Return how many for each group that has any; one query of the room that counts."""
    counter = the_provided(NewsCounter)
    return {} if counter is None or viewer.is_guest else counter.count(viewer)
