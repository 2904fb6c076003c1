"""Dumps of Stack Exchange: their questions, and all that stands under them, into a group."""

from pathlib import Path

from app.core.i18n import _
from app.imports.dump.elements import UnfitDump
from app.imports.services.people import import_people
from app.imports.services.runs import Importer, Stage, run_import
from app.imports.services.threads import import_duplicates, import_solutions, import_threads
from app.imports.shapes import Dump, Report
from app.imports.staging.database import StagingDatabase
from app.imports.staging.question_tables import QUESTION_TABLES
from app.imports.staging.reader import READERS, files_of, read_file
from app.imports.staging.selection import marks_of, sort_out
from app.imports.staging.totals import report_of

_ADOPTIONS = {
    "user": ("UPDATE users SET outcome = 'earlier', local = :local WHERE id = :key",),
    "thread": ("UPDATE posts SET thread = :local WHERE id = :key",),
    "post": ("UPDATE posts SET outcome = 'earlier', local = :local WHERE id = :key",),
    "comment": ("UPDATE comments SET outcome = 'earlier', local = :local WHERE id = :key",),
    "solution": ("UPDATE posts SET accepted_outcome = 'earlier' WHERE id = :key",),
    "duplicate": ("UPDATE links SET outcome = 'earlier' WHERE id = :key",),
}


def import_dump(dump: Dump, *, scratch: Path, stage: Stage) -> Report:
    """Import a dump into a group, or what is still missing of it; see `run_import`.

    Raises:
        UnfitDump: it cannot be imported; nothing was, by this run.
    """
    if "Posts.xml" not in files_of(dump.path):
        raise UnfitDump(
            _(
                "There is no Posts.xml in {folder}: "
                "give the folder into which the dump was unpacked.",
                folder=dump.path,
            )
        )
    return run_import(_QUESTIONS, dump, scratch=scratch, stage=stage)


def _read(staging: StagingDatabase, dump: Dump, stage: Stage) -> Dump:
    """Read all files that are there."""
    files = files_of(dump.path)
    for name in READERS:
        if path := files.get(name):
            with stage(name, path.stat().st_size) as progress:
                read_file(staging, name, path, progress)
        else:
            staging.remark("absent", name)
    for path in dump.path.glob("*.xml"):
        if path not in files.values():
            staging.remark("unread", path.name)
    return dump


def _bring(staging: StagingDatabase, source_id: int, dump: Dump, stage: Stage) -> None:
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


_QUESTIONS = Importer(
    tables=QUESTION_TABLES,
    read=_read,
    marks=marks_of,
    adoptions=_ADOPTIONS,
    sort_out=sort_out,
    bring=_bring,
    report=report_of,
)
