"""The two databases, each with its own full text, behind the same question."""

from typing import Protocol

import sqlalchemy as sa

from app.search.engines import postgresql, sqlite
from app.search.shapes import Wanted


class Engine(Protocol):
    """One way to find words."""

    def candidates(
        self, wanted: Wanted, marks: list[tuple[str, ...]], most: int
    ) -> sa.Select[int, float]:
        """Return ids and ranks of the newest entries that match, at most so many."""


def engine_of(dialect: str) -> Engine:
    """Return the engine of a database."""
    return sqlite if dialect == "sqlite" else postgresql
