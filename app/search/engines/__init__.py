"""The two databases, each with its own full text, behind the same question.

What is asked is written as SQL, with the words beside it: a question has up to thirty parts, and
building them of expressions costs more than finding what they hold.
"""

from collections.abc import Sequence
from typing import Protocol

from app.search.engines import postgresql, sqlite
from app.search.shapes import Phrase

Either = Sequence[Phrase]
"""One of these will do."""
Sought = Sequence[Either]
"""What must be there, all of it."""


class Engine(Protocol):
    """One way to find words."""

    def matching(self, sought: Sought, *, stretch: range | None) -> str:
        """Return what is sought in the language of the index.

        Args:
            sought: the words.
            stretch: ids outside of which nothing need be found; `None`: anywhere.
        """

    def newest(self, *, in_title: bool) -> str:
        """Return SQL for the ids of the newest entries that hold `:sought`, at most `:most`."""


def engine_of(dialect: str) -> Engine:
    """Return the engine of a database."""
    return sqlite if dialect == "sqlite" else postgresql
