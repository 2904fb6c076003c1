"""What is told of articles on their way, to whom, and in which words."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.blog.enums import DeskMove
from app.blog.models import Article, TimelineEntry
from app.blog.queries.access import author_ids
from app.blog.queries.entries import ENTRY
from app.blog.queries.remarks import RemarksTold, remarks_told
from app.blog.transitions import SEEN_BY_EDITORS
from app.core.db import db
from app.core.i18n import _, lazy, ngettext, nlazy
from app.core.subjects import SubjectRef
from app.core.viewer import Right
from app.notices.enums import Merging, Nature
from app.notices.shapes import ActivityItem, Candidate, NoticeItem, NoticeKind
from app.threads.notifications import Wording

WORDS = {
    "opened": Wording(
        label=lazy("a new article on the blog"),
        sentence=nlazy(
            "{who} published the article “{title}”.", "{who} published the article “{title}”."
        ),
    ),
    "posted": Wording(
        label=lazy("a comment under an article that I follow"),
        sentence=nlazy("{who} commented on “{title}”.", "{who} commented on “{title}”."),
    ),
    "answered": Wording(
        label=lazy("a comment under my article"),
        sentence=nlazy(
            "{who} commented on your article “{title}”.",
            "{who} commented on your article “{title}”.",
        ),
    ),
}
"""How the blog speaks of what happens in the threads under its articles."""

_SAID = MappingProxyType(
    {
        DeskMove.SUBMIT: lazy("{who} submitted the article “{title}” again."),
        DeskMove.TAKE: lazy("{who} reads your article “{title}”."),
        DeskMove.RELEASE: lazy("{who} left your article “{title}” to another editor."),
        DeskMove.REQUEST_CHANGES: lazy("{who} asks for changes in your article “{title}”."),
        DeskMove.APPROVE: lazy("{who} approved your article “{title}”."),
        DeskMove.SCHEDULE: lazy("{who} chose when your article “{title}” is published."),
        DeskMove.PUBLISH: lazy("Your article “{title}” is published."),
        DeskMove.DECLINE: lazy("{who} declined your article “{title}”, and says why."),
        DeskMove.WITHDRAW: lazy("{who} withdrew the article “{title}”."),
        DeskMove.RESUME: lazy("{who} took the article “{title}” up again."),
        DeskMove.UNPUBLISH: lazy("{who} took your article “{title}” off the blog, and says why."),
        DeskMove.CORRECT: lazy("{who} proposes a correction in the article “{title}”."),
        DeskMove.ACCEPT_CORRECTION: lazy(
            "{who} published the correction of your article “{title}”."
        ),
        DeskMove.REJECT_CORRECTION: lazy(
            "{who} left your article “{title}” as it is, and says why."
        ),
        DeskMove.FIX_TYPO: lazy("{who} corrected a slip of the pen in your article “{title}”."),
        DeskMove.ARCHIVE: lazy("{who} archived your article “{title}”."),
        DeskMove.RESTORE: lazy("{who} put your article “{title}” back on the front page."),
    }
)
"""What those concerned read of each move."""


def _editors(activity: ActivityItem) -> Iterator[Candidate]:
    """Those who work at the desk, but for who wrote it."""
    writers = _writers(activity)
    for account_id in accounts.holders_of(Right.BLOG_EDIT):
        if account_id not in writers:
            yield Candidate(account_id=account_id, may_see=True)


def _concerned(activity: ActivityItem) -> Iterator[Candidate]:
    """Who wrote it, and the editor who is named on it."""
    editor_id = db.session.scalar(
        _of(activity, Article.editor_id).where(Article.state.in_(SEEN_BY_EDITORS))
    )
    for account_id in dict.fromkeys((*_writers(activity), editor_id)):
        if account_id is not None:
            yield Candidate(account_id=account_id, may_see=True)


def _asked(activity: ActivityItem) -> Iterator[Candidate]:
    """Who is asked, as the activity says."""
    for account_id, kind in activity.concerns.items():
        yield Candidate(account_id=account_id, may_see=True, kind=kind)


def _say_asked(item: NoticeItem) -> str:
    """Say that somebody would like to write with the reader."""
    return _(
        "{who} asks you to sign the article “{title}” together.",
        who=item.who,
        title=item.subject.title,
    )


def _authors(activity: ActivityItem) -> Iterator[Candidate]:
    """Those who write the article."""
    for account_id in author_ids(activity.subject.id):
        yield Candidate(account_id=account_id, may_see=True)


def _writers(activity: ActivityItem) -> tuple[int, ...]:
    """Return who wrote the article of a line."""
    article_id = db.session.scalar(_of(activity, Article.id))
    return () if article_id is None else author_ids(article_id)


def _of(
    activity: ActivityItem,
    column: "sa.orm.InstrumentedAttribute[int] | sa.orm.InstrumentedAttribute[int | None]",
) -> "sa.Select[int | None]":
    """Return the question for something of the article of a line."""
    return (
        sa.select(column)
        .join(TimelineEntry, TimelineEntry.article_id == Article.id)
        .where(TimelineEntry.id == activity.subject.id)
    )


def _moves(refs: Collection[SubjectRef]) -> Mapping[SubjectRef, DeskMove]:
    """Return what each of some lines says was done. One query."""
    rows = db.session.execute(
        sa.select(TimelineEntry.id, TimelineEntry.move).where(
            TimelineEntry.id.in_({ref.id for ref in refs})
        )
    )
    return {SubjectRef(ENTRY, row.id): row.move for row in rows}


def _say_submitted(item: NoticeItem) -> str:
    """Say to the desk that something waits."""
    if item.details is DeskMove.CORRECT:
        return str(_SAID[DeskMove.CORRECT]).format(who=item.who, title=item.subject.title)
    return _("{who} submitted the article “{title}”.", who=item.who, title=item.subject.title)


def _say_moved(item: NoticeItem) -> str:
    """Say to those concerned what became of an article."""
    move = item.details if isinstance(item.details, DeskMove) else DeskMove.PUBLISH
    return str(_SAID[move]).format(who=item.who, title=item.subject.title)


def _say_remarked(item: NoticeItem) -> str:
    """Say to its authors that something was said of their text, and how much."""
    told = item.details if isinstance(item.details, RemarksTold) else RemarksTold("", 1)
    said = {"who": item.who, "title": told.title}
    count = max(told.remark_count, 1)
    if item.people > 1:
        return ngettext(
            "{who} have made {count} remark on your article “{title}”.",
            "{who} have made {count} remarks on your article “{title}”.",
            count,
            **said,
        )
    return ngettext(
        "{who} made {count} remark on your article “{title}”.",
        "{who} made {count} remarks on your article “{title}”.",
        count,
        **said,
    )


SUBMITTED = NoticeKind(
    kind="blog.submitted",
    label=lazy("articles that wait at the desk"),
    nature=Nature.ALWAYS,
    candidates=_editors,
    details=_moves,
    say=_say_submitted,
)
MOVED = replace(
    SUBMITTED,
    kind="blog.moved",
    label=lazy("what becomes of my articles"),
    candidates=_concerned,
    say=_say_moved,
)
ASKED = NoticeKind(
    kind="blog.asked",
    label=lazy("somebody who asks me to sign an article"),
    nature=Nature.DIRECT,
    candidates=_asked,
    say=_say_asked,
)
REMARKED = NoticeKind(
    kind="blog.remarked",
    label=lazy("remarks on my articles"),
    nature=Nature.ALWAYS,
    candidates=_authors,
    merging=Merging.SUBJECT,
    details=remarks_told,
    say=_say_remarked,
)
