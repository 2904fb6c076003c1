"""Tables of the blog: articles and their authors, what was submitted, and how they went."""

from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.blog.enums import ArticleState, DeskMove
from app.blog.limits import (
    ALT_LENGTH,
    CATEGORY_LENGTH,
    MOVE_LENGTH,
    PICTURE_LENGTH,
    QUOTE_LENGTH,
    SLUG_LENGTH,
    STATE_LENGTH,
    SUMMARY_LENGTH,
    TAGS_LENGTH,
    TITLE_LENGTH,
)
from app.core.db import AccountId, AccountIdOrNone, Base, Id, Moment, partial_index


def _word(kind: type[StrEnum], length: int) -> sa.Enum:
    """Return a column type that keeps the word itself and gives the term back."""
    return sa.Enum(
        kind,
        native_enum=False,
        length=length,
        validate_strings=True,
        values_callable=lambda terms: [term.value for term in terms],
    )


class Article(Base):
    """An article, with the text its authors are writing. Everybody reads `published_id` of it."""

    __tablename__ = "articles"
    __table_args__ = (
        sa.Index("ix_articles_desk", "state", "moved_at", "id"),
        partial_index("ix_articles_due", "publish_at", where="publish_at IS NOT NULL"),
        partial_index("ix_articles_shown", "published_at", "id", where="published_at IS NOT NULL"),
    )

    id: Mapped[Id]
    state: Mapped[ArticleState] = mapped_column(
        _word(ArticleState, STATE_LENGTH), default=ArticleState.DRAFT
    )
    title: Mapped[str] = mapped_column(sa.String(TITLE_LENGTH), default="")
    summary: Mapped[str] = mapped_column(sa.String(SUMMARY_LENGTH), default="")
    body: Mapped[str] = mapped_column(sa.Text, default="")
    """Markdown, as it was typed."""
    category: Mapped[str] = mapped_column(sa.String(CATEGORY_LENGTH), default="")
    tags: Mapped[str] = mapped_column(sa.String(TAGS_LENGTH), default="")
    """As they were typed, with commas between them."""
    cover: Mapped[str] = mapped_column(sa.String(PICTURE_LENGTH), default="", server_default="")
    """Token of a picture; empty: it has none."""
    cover_alt: Mapped[str] = mapped_column(sa.String(ALT_LENGTH), default="", server_default="")
    """What it shows, in words."""
    version: Mapped[int] = mapped_column(default=0)
    """Counts every save and every move."""
    created_at: Mapped[Moment]
    moved_at: Mapped[Moment]
    """Since when it is in this state."""
    editor_id: Mapped[AccountIdOrNone]
    """Who reads it, or read it last."""
    publish_at: Mapped[Moment | None]
    """When a scheduled article is published."""
    slug: Mapped[str | None] = mapped_column(sa.String(SLUG_LENGTH), unique=True)
    """Its address, from its first publication on."""
    thread_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("threads.id", ondelete="SET NULL"), unique=True
    )
    """Where people talk about it, from its first publication on."""
    published_id: Mapped[int | None]
    """The submission that everybody reads; a plain number, as each table names the other."""
    published_at: Mapped[Moment | None]
    """When it was published first; `None` as long as it is in no list."""


class ArticleAuthor(Base):
    """Somebody who writes an article."""

    __tablename__ = "article_authors"

    article_id: Mapped[int] = mapped_column(
        sa.ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    account_id: Mapped[int] = mapped_column(
        sa.ForeignKey("accounts.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        index=True,
    )
    position: Mapped[int] = mapped_column(default=0)
    """In the byline; who began it is 0."""
    accepted_at: Mapped[Moment | None]
    """Since when they write it; `None`: they are asked to, and in no byline."""
    left_at: Mapped[Moment | None]
    """When they left the byline: what they wrote stays theirs, and they decide nothing about it."""


class Manuscript(Base):
    """The text of an article as it was submitted, frozen: what editors read, and what is shown."""

    __tablename__ = "article_manuscripts"
    __table_args__ = (sa.UniqueConstraint("article_id", "number"),)

    id: Mapped[Id]
    created_at: Mapped[Moment]
    created_by: Mapped[AccountIdOrNone]
    article_id: Mapped[int] = mapped_column(sa.ForeignKey("articles.id", ondelete="CASCADE"))
    number: Mapped[int]
    """From 1."""
    title: Mapped[str] = mapped_column(sa.String(TITLE_LENGTH))
    summary: Mapped[str] = mapped_column(sa.String(SUMMARY_LENGTH))
    body: Mapped[str] = mapped_column(sa.Text)
    category: Mapped[str] = mapped_column(sa.String(CATEGORY_LENGTH))
    category_slug: Mapped[str] = mapped_column(sa.String(CATEGORY_LENGTH), index=True)
    tags: Mapped[str] = mapped_column(sa.String(TAGS_LENGTH))
    cover: Mapped[str] = mapped_column(sa.String(PICTURE_LENGTH), default="", server_default="")
    cover_alt: Mapped[str] = mapped_column(sa.String(ALT_LENGTH), default="", server_default="")
    html: Mapped[str] = mapped_column(sa.Text)
    renderer_version: Mapped[int]
    word_count: Mapped[int]


class TimelineEntry(Base):
    """One move of an article: who, when, from where to where, and what was said."""

    __tablename__ = "article_timeline"

    id: Mapped[Id]
    created_at: Mapped[Moment]
    article_id: Mapped[int] = mapped_column(
        sa.ForeignKey("articles.id", ondelete="CASCADE"), index=True
    )
    move: Mapped[DeskMove] = mapped_column(_word(DeskMove, MOVE_LENGTH))
    source: Mapped[ArticleState] = mapped_column(_word(ArticleState, STATE_LENGTH))
    target: Mapped[ArticleState] = mapped_column(_word(ArticleState, STATE_LENGTH))
    actor_id: Mapped[AccountIdOrNone]
    """`None`: the clock, or somebody whose account is gone."""
    remark: Mapped[str] = mapped_column(sa.Text, default="")
    manuscript_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("article_manuscripts.id", ondelete="SET NULL")
    )
    """The text it is about."""


class Remark(Base):
    """What an editor says of one paragraph of a text as it was submitted."""

    __tablename__ = "article_remarks"

    id: Mapped[Id]
    article_id: Mapped[int] = mapped_column(
        sa.ForeignKey("articles.id", ondelete="CASCADE"), index=True
    )
    manuscript_id: Mapped[int] = mapped_column(
        sa.ForeignKey("article_manuscripts.id", ondelete="CASCADE")
    )
    block: Mapped[int]
    """Which block of the text, from 0."""
    quote: Mapped[str] = mapped_column(sa.String(QUOTE_LENGTH))
    """How that block begins."""
    body: Mapped[str] = mapped_column(sa.Text)
    """As it was typed."""
    author_id: Mapped[AccountIdOrNone]
    created_at: Mapped[Moment]
    resolved_at: Mapped[Moment | None]
    resolved_by: Mapped[AccountIdOrNone]


class ReadingDay(Base):
    """How often an article was read within a day; nothing of who read it."""

    __tablename__ = "article_readings"

    article_id: Mapped[int] = mapped_column(
        sa.ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    day: Mapped[date] = mapped_column(primary_key=True)
    count: Mapped[int]


class AuthorInvitation(Base):
    """A link with which one person may write one article."""

    __tablename__ = "author_invitations"

    id: Mapped[Id]
    editor_id: Mapped[AccountId] = mapped_column(index=True)
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    used_at: Mapped[Moment | None]
    used_by: Mapped[AccountIdOrNone]
    article_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("articles.id", ondelete="SET NULL")
    )
