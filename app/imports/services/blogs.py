"""Blogs from elsewhere: a folder of Markdown, or an export of WordPress, into the blog."""

from pathlib import Path

from app.core.i18n import _
from app.imports.dump.elements import UnfitDump
from app.imports.limits import ADDRESS_LENGTH
from app.imports.services.articles import import_articles
from app.imports.services.comments import import_comments
from app.imports.services.people import import_people
from app.imports.services.runs import Importer, Stage, run_import
from app.imports.shapes import Dump, Report
from app.imports.staging.article_selection import (
    ADOPTIONS,
    marks_of_articles,
    sign_unsigned,
    sort_out_articles,
)
from app.imports.staging.article_tables import ARTICLE_TABLES
from app.imports.staging.article_totals import export_report, folder_report
from app.imports.staging.database import StagingDatabase
from app.imports.staging.exports import read_export
from app.imports.staging.folders import read_folder, size_of


def import_folder(dump: Dump, *, scratch: Path, stage: Stage) -> Report:
    """Import a folder of Markdown into the blog, or what is still missing of it.

    Raises:
        UnfitDump: it cannot be imported; nothing was, by this run.
    """
    if not dump.path.is_dir():
        raise UnfitDump(_("There is no folder {folder}.", folder=dump.path))
    return run_import(_FOLDER, dump, scratch=scratch, stage=stage)


def import_export(dump: Dump, *, scratch: Path, stage: Stage) -> Report:
    """Import an export of WordPress into the blog, or what is still missing of it.

    Raises:
        UnfitDump: it cannot be imported; nothing was, by this run.
    """
    if not dump.path.is_file():
        raise UnfitDump(_("There is no file {file}.", file=dump.path))
    return run_import(_EXPORT, dump, scratch=scratch, stage=stage)


def _read_folder(staging: StagingDatabase, dump: Dump, stage: Stage) -> Dump:
    """Read a folder."""
    with stage(_("Files"), size_of(dump.path)) as progress:
        read_folder(staging, dump.path, progress)
    if not staging.value("SELECT count(*) FROM articles"):
        raise UnfitDump(_("There is no file of Markdown in {folder}.", folder=dump.path))
    sign_unsigned(staging, _("Collective"))
    return dump


def _read_export(staging: StagingDatabase, dump: Dump, stage: Stage) -> Dump:
    """Read an export; it says itself where it comes from."""
    with stage(dump.path.name, dump.path.stat().st_size) as progress:
        facts = read_export(staging, dump.path, progress)
    sign_unsigned(staging, facts.get("title") or _("Collective"))
    address = (facts.get("base_blog_url") or facts.get("link", "")).rstrip("/")
    is_address = address.startswith(("http://", "https://")) and len(address) <= ADDRESS_LENGTH
    return dump._replace(address=address if is_address else "")


def _bring(staging: StagingDatabase, source_id: int, dump: Dump, stage: Stage) -> None:
    """Import what is still to be imported."""
    people = staging.value("SELECT count(*) FROM users WHERE outcome IS NULL")
    with stage(_("Authors"), people) as progress:
        import_people(staging, source_id, dump, progress)
    articles = staging.value(
        "SELECT count(*) FROM articles WHERE outcome IS NULL OR outcome = 'earlier'"
    )
    with stage(_("Articles"), articles) as progress:
        import_articles(staging, source_id, dump, progress)
    staging.execute(
        "UPDATE comments SET outcome = 'nowhere' WHERE outcome IS NULL AND article NOT IN"
        " (SELECT id FROM articles WHERE thread IS NOT NULL)"
    )
    comments = staging.value("SELECT count(*) FROM comments WHERE outcome IS NULL")
    with stage(_("Comments"), comments) as progress:
        import_comments(staging, source_id, progress)


_FOLDER = Importer(
    tables=ARTICLE_TABLES,
    read=_read_folder,
    marks=marks_of_articles,
    adoptions=ADOPTIONS,
    sort_out=sort_out_articles,
    bring=_bring,
    report=folder_report,
)
_EXPORT = _FOLDER._replace(read=_read_export, report=export_report)
