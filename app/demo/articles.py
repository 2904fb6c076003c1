"""Brings the blog to life: what was published, with its comments, and what is on its way."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from app.accounts import queries as accounts
from app.blog.enums import DeskMove
from app.blog.queries.access import desk_article
from app.blog.queries.facts import ROOM, THREAD
from app.blog.services.drafts import begin_article, checked_draft
from app.blog.services.imports import ImportedArticle, import_article
from app.blog.services.moves import move_article
from app.blog.shapes import ArticleText, Said
from app.core import clock
from app.core.subjects import SubjectRef
from app.core.viewer import Viewer
from app.demo.content import DemoArticle, DemoCover, DemoMove, People
from app.demo.covers import drawn
from app.demo.posts import bring_posts
from app.likes import services as likes
from app.media import services as media
from app.media.enums import Purpose

_PUBLISHING_HOUR = 6
"""In UTC: when people in France have their coffee."""


def bring_article(article: DemoArticle, people: People, now: datetime) -> int:
    """Publish an article with its comments, or begin it; return its id."""
    at = now - timedelta(days=article.days_ago)
    author_ids = tuple(people[handle] for handle in article.authors)
    with clock.as_of(at):
        text = _text(article, author_ids[0])
        if not article.published:
            return begin_article(accounts.absent_viewer(author_ids[0]), text)
        article_id, thread_id = import_article(
            ImportedArticle(
                text=text,
                author_ids=author_ids,
                published_at=at,
                editor_id=people[article.editor] if article.editor else None,
            )
        )
    liked_by = [people[handle] for handle in article.likes]
    likes.import_likes(SubjectRef(THREAD, thread_id), liked_by, at=at)
    bring_posts(thread_id, article.posts, people, at, kind=f"{ROOM}.post")
    return article_id


def move_articles(brought: Mapping[int, DemoArticle], people: People, now: datetime) -> None:
    """Move the articles at the desk as people did, in the order in which they did it."""
    moves = [
        (move, article_id) for article_id, article in brought.items() for move in article.moves
    ]
    for move, article_id in sorted(moves, key=lambda made: -made[0].days_ago):
        with clock.as_of(now - timedelta(days=move.days_ago)):
            viewer = accounts.absent_viewer(people[move.by], has_rights=True)
            said = _said(move, now)
            if move.slip:
                said = replace(said, text=_corrected(viewer, article_id, move))
            move_article(viewer, article_id, DeskMove(move.move), said)


def _text(article: DemoArticle, writer_id: int) -> ArticleText:
    """Return what was typed, with a cover that was drawn for it."""
    return checked_draft(
        ArticleText(
            title=article.title,
            summary=article.summary,
            body=article.body,
            category=article.category,
            tags=", ".join(article.tags),
            cover=_stored(article.cover, writer_id) if article.cover else "",
            cover_alt=article.cover.alt if article.cover else "",
        )
    )


def _stored(cover: DemoCover, writer_id: int) -> str:
    """Draw a cover and keep it for its author; return its token."""
    data = drawn(cover.motif, cover.seed)
    return media.import_picture(writer_id, data, purpose=Purpose.COVER).token


def _corrected(viewer: Viewer, article_id: int, move: DemoMove) -> ArticleText:
    """Return the text of an article without a slip of the pen."""
    text = desk_article(viewer, article_id).text
    return text._replace(body=text.body.replace(move.slip, move.words))


def _said(move: DemoMove, now: datetime) -> Said:
    """Return what goes with a move."""
    if move.in_days is None:
        return Said(remark=move.remark)
    day = now + timedelta(days=move.in_days)
    return Said(moment=day.replace(hour=_PUBLISHING_HOUR, minute=0, second=0, microsecond=0))
