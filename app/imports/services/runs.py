"""One import from beginning to end. Killed anywhere and run again, it doubles nothing.

What is imported is read whole before anything is written: a damaged file is refused while there is
nothing to undo, and what belongs together is known when it is needed.
"""

import fcntl
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import NamedTuple

from app.core.db import db, is_sqlite
from app.core.i18n import _
from app.imports.dump.elements import Progress, UnfitDump
from app.imports.limits import MARKS
from app.imports.services.keys import adopt_known
from app.imports.services.sources import note_end, open_source, recognised
from app.imports.shapes import Dump, Report
from app.imports.staging.database import StagingDatabase, opened

Stage = Callable[[str, int], AbstractContextManager[Progress]]
"""Shows that a stage begins, and how long it is; gives what its progress is told to."""


class Importer(NamedTuple):
    """What is done with one kind of dump."""

    tables: str
    """Of the staging database."""
    read: Callable[[StagingDatabase, Dump, Stage], Dump]
    """Reads all of it; returns the dump with what it says of itself."""
    marks: Callable[[StagingDatabase, int], list[list[str]]]
    """So many things in it that never change."""
    adoptions: Mapping[str, tuple[str, ...]]
    """How what earlier runs imported is noted; see `adopt_known`."""
    sort_out: Callable[[StagingDatabase], None]
    """Decides what is imported."""
    bring: Callable[[StagingDatabase, int, Dump, Stage], None]
    """Imports it, under the id of its source."""
    report: Callable[[StagingDatabase, Dump], Report]


def run_import(importer: Importer, dump: Dump, *, scratch: Path, stage: Stage) -> Report:
    """Import a dump, or what is still missing of it.

    Args:
        importer: what is done with it.
        dump: what is imported, and where it goes.
        scratch: a folder for the staging, on a disk with room for the dump.
        stage: shows what is being done.

    Raises:
        UnfitDump: it cannot be imported; nothing was, by this run.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    _keep_little_in_memory()
    place = scratch / f"{dump.source}.staging"
    with _alone(scratch, dump), opened(place, importer.tables) as staging:
        told = importer.read(staging, dump, stage)
        marks = importer.marks(staging, MARKS)
        known = recognised(told, marks)
        with nullcontext() if known.source == dump.source else _alone(scratch, known):
            source_id = open_source(known, marks)
            adopt_known(staging, source_id, importer.adoptions)
            importer.sort_out(staging)
            importer.bring(staging, source_id, known, stage)
            note_end(source_id)
        return importer.report(staging, known)


def _keep_little_in_memory() -> None:
    """Let SQLite hold less of the database than a server does, which reads it all day."""
    if is_sqlite():
        for setting in ("cache_size=-8192", "mmap_size=0"):
            db.session.connection().exec_driver_sql(f"PRAGMA {setting}")
        db.session.close()


@contextmanager
def _alone(scratch: Path, dump: Dump) -> Iterator[None]:
    """Let one import of a source run at a time; a process that dies lets go of it."""
    with (scratch / f"{dump.source}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            sentence = _("“{source}” is being imported at this moment.", source=dump.source)
            raise UnfitDump(sentence) from error
        yield
