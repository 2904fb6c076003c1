"""Counts what became of everything on the staging database."""

from app.core.i18n import _, lazy
from app.imports.shapes import Dump, Remarked, Report
from app.imports.staging.database import StagingDatabase
from app.imports.staging.lines import explained, line_of
from app.imports.staging.outcomes import REASONS, REMARKS

_FATES = {
    "question": "SELECT outcome, count(*) FROM posts WHERE kind = 'question' GROUP BY 1",
    "answer": "SELECT outcome, count(*) FROM posts WHERE kind = 'answer' GROUP BY 1",
    "comment": "SELECT outcome, count(*) FROM comments GROUP BY 1",
    "solution": "SELECT accepted_outcome, count(*) FROM posts"
    " WHERE kind = 'question' AND accepted IS NOT NULL GROUP BY 1",
    "vote": "SELECT CASE"
    " WHEN v.kind = '1' THEN 'chosen' WHEN v.kind = '3' THEN 'down'"
    " WHEN v.kind = '5' THEN 'favourite'"
    " WHEN v.kind IN ('6', '7', '10', '11') THEN 'closing' WHEN v.kind <> '2' THEN 'tool'"
    " WHEN coalesce(p.outcome, '') NOT IN ('brought', 'earlier') THEN 'nowhere'"
    " WHEN p.kind = 'answer' THEN p.outcome ELSE 'up' END, sum(v.number)"
    " FROM votes v LEFT JOIN posts p ON p.id = v.post GROUP BY 1",
    "person": "SELECT outcome, count(*) FROM users GROUP BY 1",
    "tag": "SELECT CASE WHEN c.name IS NULL THEN 'unused' WHEN c.spelling IS NULL THEN 'unfit'"
    " ELSE 'brought' END, count(*) FROM (SELECT name FROM tags UNION SELECT name FROM carried) t"
    " LEFT JOIN carried c ON c.name = t.name GROUP BY 1",
    "link": "SELECT outcome, count(*) FROM links GROUP BY 1",
    "history": "SELECT CASE WHEN p.outcome IN ('brought', 'earlier') THEN 'brought'"
    " ELSE 'other_text' END, count(*) FROM sources s LEFT JOIN posts p ON p.id = s.post GROUP BY 1"
    " UNION ALL SELECT 'former', sum(number) - (SELECT count(*) FROM sources) FROM history"
    " WHERE kind IN ('2', '5', '8')"
    " UNION ALL SELECT 'event', sum(number) FROM history WHERE kind NOT IN ('2', '5', '8')",
    "other": "SELECT outcome, count(*) FROM posts WHERE kind IN ('wiki', 'other') GROUP BY 1",
}
"""For each line of the report, what became of how many."""

_LABELS = {
    "question": lazy("Questions"),
    "answer": lazy("Answers"),
    "comment": lazy("Comments (as replies)"),
    "solution": lazy("Accepted answers"),
    "vote": lazy("Votes (as “it helped me”)"),
    "person": lazy("Accounts there"),
    "tag": lazy("Tags"),
    "link": lazy("Links (as duplicates)"),
    "history": lazy("Versions of texts"),
    "other": lazy("Other texts"),
}


def report_of(staging: StagingDatabase, dump: Dump) -> Report:
    """Return what was read, imported and left out, by this run and those before."""
    return Report(
        dump=dump,
        lines=tuple(
            line_of(
                staging, kind, label=str(_LABELS[kind]), fates=staging.execute(fates), words=REASONS
            )
            for kind, fates in _FATES.items()
        ),
        remarks=tuple(remark for remark in _remarks(staging) if remark.count),
        absent=tuple(staging.remarked("absent")),
        unread=tuple(staging.remarked("unread")),
        advice=""
        if dump.address
        else _(
            "The licence of such texts asks for a link to their source: "
            "next time, give the address of the site with --site."
        ),
    )


def _remarks(staging: StagingDatabase) -> list[Remarked]:
    """Return what else there is to say."""
    respelled = staging.value("SELECT count(*) FROM carried WHERE spelling <> name")
    scores = staging.value("SELECT sum(score) FROM comments")
    return [
        *explained(staging, "changed", staging.remarked("changed"), REMARKS),
        Remarked(count=respelled, what=_("tags spelt otherwise here")),
        Remarked(count=scores, what=_("votes for comments, which are not counted here")),
        *(
            Remarked(count=count, what=_("rows of {file} that cannot be read", file=file))
            for file, count in staging.remarked("unreadable").items()
        ),
        *(
            Remarked(count=count, what=_("rows of {file} that come twice", file=file))
            for file, count in staging.remarked("repeated").items()
        ),
    ]
