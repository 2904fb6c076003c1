"""Sites of their own, on which the command runs in a process that can be killed and measured."""

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app import create_app
from app.core.db import Base, db
from config import Config
from tests.factories.groups import make_group
from tests.tree import ROOT

_SECRET = "for tests only, and long enough for it"
_PATIENCE_SECONDS = 120

_ALL = """
SELECT 'account', handle, display_name, sentence, created_at FROM accounts ORDER BY handle;
SELECT 'thread', title, tags, created_at, active_at, closed_at, solved_at, post_count,
  answer_count, usefulness, (SELECT number FROM posts WHERE id = t.featured_id),
  (SELECT title FROM threads WHERE id = f.duplicate_of)
FROM threads t JOIN forum_threads f ON f.thread_id = t.id ORDER BY created_at, title;
SELECT 'post', t.title, p.number, parent.number, root.number, a.handle, p.body, p.created_at,
  p.usefulness
FROM posts p JOIN threads t ON t.id = p.thread_id LEFT JOIN posts parent ON parent.id = p.parent_id
  LEFT JOIN posts root ON root.id = p.root_id LEFT JOIN accounts a ON a.id = p.author_id
ORDER BY t.created_at, t.title, p.number;
SELECT 'counts', (SELECT count(*) FROM memberships), (SELECT count(*) FROM import_keys),
  (SELECT count(*) FROM markers), (SELECT count(*) FROM search_entries),
  (SELECT count(*) FROM thread_tags), (SELECT count(*) FROM tags);
SELECT 'group', slug, member_count FROM groups;
SELECT 'search', kind, is_solved, usefulness, text FROM search_entries ORDER BY 2, 3, 4, 5
"""


@dataclass(frozen=True, slots=True)
class Site:
    """A data folder with an empty group, whose address is `accueil`, and a command."""

    folder: Path
    command: str
    options: tuple[str, ...]

    def start(self, dump: Path) -> subprocess.Popen[str]:
        """Start the command."""
        return subprocess.Popen(
            [
                *(sys.executable, "-m", "flask", "--app", "wsgi", self.command, str(dump)),
                *self.options,
            ],
            cwd=ROOT,
            env=os.environ | {"DATA_DIR": str(self.folder), "SECRET_KEY": _SECRET},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, dump: Path) -> str:
        """Run the command to its end; return what it printed."""
        process = self.start(dump)
        printed, _nothing = process.communicate(timeout=_PATIENCE_SECONDS)
        assert process.returncode == 0, printed
        return printed

    def run_and_measure(self, dump: Path) -> int:
        """Run the command to its end; return the most memory it had, in bytes."""
        process = self.start(dump)
        assert process.stdout is not None
        with process.stdout as output:
            printed = output.read()
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, printed
        return usage.ru_maxrss * 1024  # Linux counts in KiB

    def kill_after(self, dump: Path, keys: int) -> int:
        """Start the command, kill it once so many things were brought; return how many were."""
        process = self.start(dump)
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while self.key_count() < keys and process.poll() is None:
            assert time.monotonic() < deadline
            time.sleep(0.002)
        process.kill()
        process.communicate(timeout=_PATIENCE_SECONDS)
        return self.key_count()

    def key_count(self) -> int:
        """Return how many things were brought."""
        with self._database() as database:
            [(count,)] = database.execute("SELECT count(*) FROM import_keys")
        return int(count)

    def everything(self) -> list[tuple[object, ...]]:
        """Return all that was brought, without the numbers that rows happen to get."""
        return [row for question in _ALL.split(";") for row in self.rows(question)]

    def rows(self, question: str) -> list[tuple[object, ...]]:
        """Return what the database answers."""
        with self._database() as database:
            return list(database.execute(question))

    def _database(self) -> closing[sqlite3.Connection]:
        """Open the database, to look at it."""
        return closing(sqlite3.connect(self.folder / "entraide.sqlite", timeout=30))


def make_site(folder: Path, command: str = "import-qa", *options: str) -> Site:
    """Make a site, on which one command is run; if none is named, that for questions."""
    folder.mkdir(parents=True)
    config = Config(
        data_dir=folder,
        database_url=f"sqlite:///{folder / 'entraide.sqlite'}",
        secret_key=_SECRET,
        are_jobs_immediate=True,
    )
    with create_app(config).app_context():
        Base.metadata.create_all(db.engine)
        make_group(slug="accueil", name="Accueil")
        db.engine.dispose()
    return Site(folder, command, options or ("--group", "accueil", "--source", "essai"))
