"""Counts what became of everything in a blog."""

from collections.abc import Mapping

from app.core.i18n import lazy
from app.imports.shapes import Dump, Report
from app.imports.staging.article_reasons import ARTICLE_REASONS
from app.imports.staging.database import StagingDatabase
from app.imports.staging.lines import explained, line_of
from app.imports.staging.outcomes import REMARKS

_REMARKED = "SELECT what, sum(number) FROM remarks WHERE about = :kind GROUP BY 1"
_UNKNOWN = (
    "SELECT what, sum(number) FROM remarks WHERE about = :kind"
    " AND what IN ('unreadable', 'twice') GROUP BY 1"
)
_ARTICLES = ("SELECT outcome, count(*) FROM articles WHERE kind = :kind GROUP BY 1", _UNKNOWN)
_PEOPLE = ("SELECT outcome, count(*) FROM users GROUP BY 1",)
_TERMS = ("SELECT outcome, count(*) FROM terms WHERE kind = :kind GROUP BY 1",)
_FILES = (
    "SELECT CASE WHEN is_shown THEN 'brought' WHEN is_picture THEN 'unshown'"
    " ELSE 'no_picture' END, count(*) FROM files GROUP BY 1"
)
_COMMENTS = "SELECT outcome, count(*) FROM comments GROUP BY 1"
_ATTACHMENTS = (
    "SELECT CASE WHEN outcome IS NOT NULL THEN outcome"
    " WHEN EXISTS (SELECT 1 FROM files f WHERE attachments.url LIKE '%/' || f.name)"
    " THEN 'unshown' ELSE 'not_beside' END, count(*) FROM attachments GROUP BY 1"
)

_FOLDER = {
    "article": _ARTICLES,
    "person": _PEOPLE,
    "picture": (_REMARKED,),
    "file": (_FILES, _REMARKED),
}
_EXPORT = {
    "post": _ARTICLES,
    "page": _ARTICLES,
    "comment": (_COMMENTS, _REMARKED),
    "attachment": (_ATTACHMENTS, _REMARKED),
    "menu": (_REMARKED,),
    "other": (_REMARKED,),
    "person": _PEOPLE,
    "category": _TERMS,
    "tag": _TERMS,
    "picture": (_REMARKED,),
}
"""For each line of the report, what became of how many."""

_LABELS = {
    "article": lazy("Files of Markdown"),
    "post": lazy("Articles"),
    "page": lazy("Pages"),
    "comment": lazy("Comments"),
    "attachment": lazy("Files sent to the site"),
    "menu": lazy("Entries of menus"),
    "other": lazy("Items of other kinds"),
    "person": lazy("People there"),
    "category": lazy("Categories"),
    "tag": lazy("Tags"),
    "picture": lazy("Pictures in the articles"),
    "file": lazy("Other files"),
}


def folder_report(staging: StagingDatabase, dump: Dump) -> Report:
    """Return what became of a folder of Markdown."""
    return _report(staging, dump, _FOLDER)


def export_report(staging: StagingDatabase, dump: Dump) -> Report:
    """Return what became of an export of WordPress."""
    return _report(staging, dump, _EXPORT)


def _report(staging: StagingDatabase, dump: Dump, fates: Mapping[str, tuple[str, ...]]) -> Report:
    """Return what was read, imported and left out, by this run and those before."""
    return Report(
        dump=dump,
        lines=tuple(
            line_of(
                staging,
                kind,
                label=str(_LABELS[kind]),
                fates=(
                    fate
                    for question in questions
                    for fate in staging.execute(question, {"kind": kind})
                ),
                words=ARTICLE_REASONS,
            )
            for kind, questions in fates.items()
        ),
        remarks=explained(staging, "changed", staging.remarked("changed"), REMARKS),
        absent=(),
        unread=(),
    )
