"""One import from beginning to end. Killed anywhere and run again, it doubles nothing.

The dump is read whole before anything is imported: a damaged file is refused while there is
nothing to undo, and authors, votes and last versions are known when they are needed.
"""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from app.core.db import db, is_sqlite
from app.core.i18n import _
from app.imports.dump.rows import Progress, UnfitDump
from app.imports.services.keys import adopt_known
from app.imports.services.people import import_people
from app.imports.services.sources import note_end, open_source, recognised
from app.imports.services.threads import import_duplicates, import_solutions, import_threads
from app.imports.shapes import Dump, Report
from app.imports.staging.database import StagingDatabase, opened
from app.imports.staging.reader import READERS, files_of, read_file
from app.imports.staging.selection import sort_out
from app.imports.staging.totals import report_of

Stage = Callable[[str, int], AbstractContextManager[Progress]]
"""Shows that a stage begins, and how long it is; gives what its progress is told to."""


def import_dump(dump: Dump, *, scratch: Path, stage: Stage) -> Report:
    """Import a dump into a group, or what is still missing of it.

    Args:
        dump: what is imported, and where it goes.
        scratch: a folder for the staging, on a disk with room for the dump.
        stage: shows what is being done.

    Raises:
        UnfitDump: it cannot be imported; nothing was, by this run.
    """
    if "Posts.xml" not in files_of(dump.folder):
        raise UnfitDump(
            _(
                "There is no Posts.xml in {folder}: "
                "give the folder into which the dump was unpacked.",
                folder=dump.folder,
            )
        )
    scratch.mkdir(parents=True, exist_ok=True)
    _keep_little_in_memory()
    with _alone(scratch, dump), opened(scratch / f"{dump.source}.staging") as staging:
        _read(staging, dump, stage)
        known = recognised(staging, dump)
        with nullcontext() if known.source == dump.source else _alone(scratch, known):
            source_id = open_source(staging, known)
            adopt_known(staging, source_id)
            sort_out(staging)
            _import(staging, source_id, known, stage)
            note_end(source_id)
        return report_of(staging, known)


def _keep_little_in_memory() -> None:
    """Let SQLite hold less of the database than a server does, which reads it all day."""
    if is_sqlite():
        for setting in ("cache_size=-8192", "mmap_size=0"):
            db.session.connection().exec_driver_sql(f"PRAGMA {setting}")
        db.session.close()


def _read(staging: StagingDatabase, dump: Dump, stage: Stage) -> None:
    """Read all files that are there."""
    files = files_of(dump.folder)
    for name in READERS:
        if path := files.get(name):
            with stage(name, path.stat().st_size) as progress:
                read_file(staging, name, path, progress)
        else:
            staging.remark("absent", name)
    for path in dump.folder.glob("*.xml"):
        if path not in files.values():
            staging.remark("unread", path.name)


def _import(staging: StagingDatabase, source_id: int, dump: Dump, stage: Stage) -> None:
    """Import what is still to be imported."""
    people = staging.value("SELECT count(*) FROM users WHERE outcome IS NULL")
    with stage(_("Authors"), people) as progress:
        import_people(staging, source_id, dump, progress)
    texts = staging.value("SELECT count(*) FROM posts WHERE outcome IS NULL") + staging.value(
        "SELECT count(*) FROM comments WHERE outcome IS NULL"
    )
    with stage(_("Questions, answers and comments"), texts) as progress:
        import_threads(staging, source_id, dump, progress)
    import_solutions(staging, source_id)
    import_duplicates(staging, source_id)


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
