"""What the blog knows of the thread under an article, beside what all threads have."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, cast

import sqlalchemy as sa

from app.blog.enums import ArticleState
from app.blog.models import Article, ArticleAuthor, Manuscript
from app.core.db import db
from app.likes.queries import like_count_of
from app.threads.kinds import KindFacts
from app.threads.shapes import ThreadFacts, ThreadHead

Row = Any  # of a question with the columns of `FACTS`
ROOM = "blog"
SIGNS = sa.and_(ArticleAuthor.accepted_at.isnot(None), ArticleAuthor.left_at.is_(None))
"""Somebody stands in the byline."""
THREAD = f"{ROOM}.thread"
"""Kind of the subject that the thread under an article is."""
PROPOSAL, ARTICLE_DRAFT = "proposal", "article"
"""Places where what is being typed is kept until its form is sent: "article:12"."""
KIND = "article"
"""The kind of thread that is under an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFacts(ThreadFacts):
    """What holds for everybody who reads an article."""

    article_id: int
    manuscript_id: int
    is_archived: bool


def _read(row: Row) -> tuple[ThreadFacts, object]:
    """Return what a row says of an article."""
    facts = ArticleFacts(
        article_id=row.blog_article_id,
        manuscript_id=row.blog_published_id,
        is_archived=row.blog_state == ArticleState.ARCHIVED,
        like_count=row.blog_like_count,
    )
    return facts, bool(row.blog_is_mine)


_IS_MINE = (
    sa.exists()
    .where(
        ArticleAuthor.article_id == Article.id,
        ArticleAuthor.account_id == sa.bindparam("viewer_id"),
        SIGNS,
    )
    .correlate(Article)
)
FACTS = KindFacts(
    table=Article.__table__,
    thread_id=Article.thread_id,
    columns=(
        Article.id.label("blog_article_id"),
        Article.published_id.label("blog_published_id"),
        Article.state.label("blog_state"),
        like_count_of(THREAD, Article.thread_id).label("blog_like_count"),
        _IS_MINE.label("blog_is_mine"),
    ),
    read=_read,
)


def is_mine(head: ThreadHead) -> bool:
    """Tell whether the viewer of a thread signs the article above it."""
    return bool(head.own)


def article_facts(head: ThreadHead) -> ArticleFacts:
    """Return what the blog knows of the thread under one of its articles."""
    return cast("ArticleFacts", head.facts)


def thread_named(slug: str) -> int | None:
    """Return the thread under the article of an address. One query."""
    return db.session.scalar(sa.select(Article.thread_id).where(Article.slug == slug))


def texts_of(thread_ids: Collection[int]) -> dict[int, str]:
    """Return the texts of articles, for search. One query."""
    rows = db.session.execute(
        sa.select(Article.thread_id, Manuscript.summary, Manuscript.body)
        .join(Manuscript, Manuscript.id == Article.published_id)
        .where(Article.thread_id.in_(set(thread_ids)))
    )
    return {row.thread_id: f"{row.summary}\n\n{row.body}" for row in rows}
