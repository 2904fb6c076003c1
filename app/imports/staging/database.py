"""The staging database: what is imported, spread out on disk for a while: memory stays small.

It is made anew by each run and thrown away; nothing in it needs to survive a crash. A row whose
`outcome` is empty is still to be imported; the others say what became of them (see `outcomes`).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAMED_MOST = 1000
"""Names that a report holds for one reason; what there are more is counted."""

_REMARKS = """
CREATE TABLE remarks (
  about TEXT NOT NULL, what TEXT NOT NULL, which TEXT NOT NULL, number INTEGER NOT NULL,
  PRIMARY KEY (about, what, which)
) WITHOUT ROWID;
"""


class StagingDatabase(sqlite3.Connection):
    """A connection to the temporary database, with the few questions that all steps ask."""

    def value(self, question: str, *values: object) -> int:
        """Return the one number that answers a question; 0 for none."""
        row = self.execute(question, values).fetchone()
        return 0 if row is None or row[0] is None else int(row[0])

    def remark(self, about: str, what: str, number: int = 1, *, which: str = "") -> None:
        """Count something that the report has to tell, by name if it has to name it."""
        self.execute(
            "INSERT INTO remarks VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET number = number + excluded.number",
            (about, what, which, number),
        )

    def remarked(self, about: str) -> dict[str, int]:
        """Return what was remarked about something, and how often."""
        rows = self.execute(
            "SELECT what, sum(number) AS number FROM remarks WHERE about = ? GROUP BY what",
            (about,),
        )
        return {row["what"]: row["number"] for row in rows}

    def named(self, about: str, what: str) -> tuple[str, ...]:
        """Return what was named with a remark, the most frequent first, and how often."""
        rows = self.execute(
            "SELECT which, number FROM remarks WHERE about = ? AND what = ? AND which <> ''"
            " ORDER BY number DESC, which LIMIT ?",
            (about, what, NAMED_MOST),
        )
        return tuple(
            f"{row['which']} ({row['number']})" if row["number"] > 1 else row["which"]
            for row in rows
        )


@contextmanager
def opened(path: Path, tables: str) -> Iterator[StagingDatabase]:
    """Open an empty staging database at a path, and clear it away in the end."""
    _clear(path)
    staging = sqlite3.connect(path, isolation_level=None, factory=StagingDatabase)
    try:
        staging.row_factory = sqlite3.Row
        for setting in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-8192"):
            staging.execute(f"PRAGMA {setting}")
        staging.executescript(_REMARKS + tables)
        staging.execute("BEGIN")  # and never an end: nothing in it outlives the run
        yield staging
    finally:
        staging.close()
        _clear(path)


def _clear(path: Path) -> None:
    """Remove what a run that was killed may have left."""
    path.unlink(missing_ok=True)
