"""Articles at the desk and lines of their time line as subjects: for pictures, and for notices."""

from collections.abc import Collection

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.blog.models import Article, ArticleAuthor, Manuscript, TimelineEntry
from app.blog.transitions import SEEN_BY_EDITORS
from app.core.db import db
from app.core.subjects import Subject, SubjectRef
from app.core.viewer import Right, Viewer

ENTRY = "blog.entry"
ARTICLE = "blog.article"
"""What was submitted of an article: its authors and the desk see the pictures in it."""
ASKING = "blog.asking"
"""An article for those whom its authors ask to sign it."""
DRAFT = "blog.draft"
"""What is being written of it: its authors see the pictures in it."""

_UNSAID = sa.literal("")


def find_visible_entries(viewer: Viewer, ids: Collection[int]) -> dict[int, Subject]:
    """Return those of the lines that are about articles the viewer may open at the desk."""
    rows = db.session.execute(
        sa.select(TimelineEntry.id, Article.id.label("article_id"), Manuscript.title)
        .join(Article, Article.id == TimelineEntry.article_id)
        .outerjoin(Manuscript, Manuscript.id == TimelineEntry.manuscript_id)
        .where(TimelineEntry.id.in_(set(ids)), _may_open(viewer))
    )
    return {
        row.id: Subject(
            ref=SubjectRef(ENTRY, row.id),
            url=f"/redaction/articles/{row.article_id}",
            title=row.title or "",
            author_id=None,
        )
        for row in rows
    }


def find_visible_articles(viewer: Viewer, ids: Collection[int]) -> dict[int, Subject]:
    """Return those of the articles that the viewer may open at the desk."""
    return _found(ARTICLE, ids, _may_open(viewer))


def find_visible_drafts(viewer: Viewer, ids: Collection[int]) -> dict[int, Subject]:
    """Return those of the articles that the viewer writes."""
    return _found(DRAFT, ids, _is_mine(viewer))


def find_visible_askings(viewer: Viewer, ids: Collection[int]) -> dict[int, Subject]:
    """Return those of the articles that the viewer writes, or is asked to, with their titles."""
    return _found(ASKING, ids, _is_mine(viewer), title=Article.title)


def _found(
    kind: str,
    ids: Collection[int],
    is_visible: sa.ColumnElement[bool],
    title: sa.SQLColumnExpression[str] = _UNSAID,
) -> dict[int, Subject]:
    """Return those of some articles for which a condition holds."""
    wanted: sa.Select[int, str] = sa.select(Article.id, title.label("title"))
    rows = db.session.execute(wanted.where(Article.id.in_(set(ids)), is_visible))
    return {
        row.id: Subject(
            ref=SubjectRef(kind, row.id),
            url=f"/redaction/articles/{row.id}",
            title=row.title,
            author_id=None,
        )
        for row in rows
    }


def _is_mine(viewer: Viewer) -> sa.ColumnElement[bool]:
    """Return the condition that the viewer writes an article, or is asked to."""
    mine = sa.select(ArticleAuthor.article_id).where(
        ArticleAuthor.account_id == viewer.account_id, ArticleAuthor.left_at.is_(None)
    )
    return Article.id.in_(mine)


def _may_open(viewer: Viewer) -> sa.ColumnElement[bool]:
    """Return the condition of `policy.may_see`, also for a viewer who is away: without rights."""
    is_mine = _is_mine(viewer)
    if viewer.account_id and accounts.holders_of(Right.BLOG_EDIT, among=[viewer.account_id]):
        return sa.or_(is_mine, Article.state.in_(SEEN_BY_EDITORS))
    return is_mine
