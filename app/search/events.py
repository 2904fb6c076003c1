"""What the search room tells."""

from dataclasses import dataclass

from app.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexChanged(Event):
    """Something else can be found than before, or in another order."""
