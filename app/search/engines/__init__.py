"""The two databases, each with its own full text, behind the same question."""

from typing import Protocol

from app.search.engines import postgresql, sqlite
from app.search.engines.scored import Candidates
from app.search.shapes import Wanted


class Engine(Protocol):
    """One way to find words."""

    def candidates(self, wanted: Wanted, marks: list[tuple[str, ...]], most: int) -> Candidates:
        """Return the newest entries that match, at most so many, with what they are scored by."""


def engine_of(dialect: str) -> Engine:
    """Return the engine of a database."""
    return sqlite if dialect == "sqlite" else postgresql
