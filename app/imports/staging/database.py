"""The staging database: a dump spread out on disk for a while, so that memory stays small.

It is made anew by each run and thrown away; nothing in it needs to survive a crash. A row whose
`outcome` is empty is still to be imported; the others say what became of them (see `outcomes`).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_TABLES = """
CREATE TABLE users (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, created TEXT NOT NULL, outcome TEXT, local INTEGER
);
CREATE TABLE posts (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, parent INTEGER, title TEXT NOT NULL,
  tags TEXT NOT NULL, owner INTEGER, owner_name TEXT NOT NULL, created TEXT NOT NULL,
  closed TEXT, licence TEXT NOT NULL, accepted INTEGER, accepted_outcome TEXT,
  outcome TEXT, local INTEGER, thread INTEGER
);
CREATE INDEX posts_parent ON posts (parent);
CREATE INDEX posts_owner ON posts (owner);
CREATE TABLE bodies (post INTEGER PRIMARY KEY, html TEXT NOT NULL);
CREATE TABLE sources (
  post INTEGER PRIMARY KEY, created TEXT NOT NULL, row INTEGER NOT NULL, markdown TEXT NOT NULL
);
CREATE TABLE comments (
  id INTEGER PRIMARY KEY, post INTEGER NOT NULL, owner INTEGER, owner_name TEXT NOT NULL,
  created TEXT NOT NULL, licence TEXT NOT NULL, score INTEGER NOT NULL, text TEXT NOT NULL,
  outcome TEXT, local INTEGER
);
CREATE INDEX comments_post ON comments (post);
CREATE INDEX comments_owner ON comments (owner);
CREATE TABLE votes (
  post INTEGER NOT NULL, kind TEXT NOT NULL, number INTEGER NOT NULL, last TEXT NOT NULL,
  PRIMARY KEY (post, kind)
) WITHOUT ROWID;
CREATE TABLE links (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, post INTEGER NOT NULL, related INTEGER NOT NULL,
  outcome TEXT
);
CREATE TABLE tags (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE carried (name TEXT PRIMARY KEY, spelling TEXT) WITHOUT ROWID;
CREATE TABLE history (kind TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE remarks (
  about TEXT NOT NULL, what TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (about, what)
) WITHOUT ROWID;
"""


class StagingDatabase(sqlite3.Connection):
    """A connection to the temporary database, with the few questions that all steps ask."""

    def value(self, question: str, *values: object) -> int:
        """Return the one number that answers a question; 0 for none."""
        row = self.execute(question, values).fetchone()
        return 0 if row is None or row[0] is None else int(row[0])

    def remark(self, about: str, what: str, number: int = 1) -> None:
        """Count something that the report has to tell."""
        self.execute(
            "INSERT INTO remarks VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET number = number + excluded.number",
            (about, what, number),
        )

    def remarked(self, about: str) -> dict[str, int]:
        """Return what was remarked about something, and how often."""
        rows = self.execute("SELECT what, number FROM remarks WHERE about = ?", (about,))
        return {row["what"]: row["number"] for row in rows}


@contextmanager
def opened(path: Path) -> Iterator[StagingDatabase]:
    """Open an empty staging database at a path, and clear it away in the end."""
    _clear(path)
    staging = sqlite3.connect(path, isolation_level=None, factory=StagingDatabase)
    try:
        staging.row_factory = sqlite3.Row
        for setting in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-8192"):
            staging.execute(f"PRAGMA {setting}")
        staging.executescript(_TABLES)
        staging.execute("BEGIN")  # and never an end: nothing in it outlives the run
        yield staging
    finally:
        staging.close()
        _clear(path)


def _clear(path: Path) -> None:
    """Remove what a run that was killed may have left."""
    path.unlink(missing_ok=True)
