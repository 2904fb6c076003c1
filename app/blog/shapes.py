"""Articles and their way as pages show them."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from app.accounts.shapes import Face
from app.blog.enums import ArticleState
from app.core.paging import Page
from app.text import Html


class ArticleStanding(NamedTuple):
    """How somebody stands to an article."""

    is_author: bool
    is_editor: bool
    is_reviewer: bool
    """They are the editor who is named on it."""


class ArticleText(NamedTuple):
    """What its authors type."""

    title: str
    summary: str
    body: str
    category: str = ""
    tags: str = ""
    cover: str = ""
    """Token of a picture."""
    cover_alt: str = ""
    """What it shows, in words."""


class TimelineItem(NamedTuple):
    """A line of the time line."""

    actor: Face | None
    """`None`: the clock."""
    told: str
    """What was done, as words that follow the name."""
    remark: str
    happened_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskArticle:
    """An article as its authors and its editors see it."""

    id: int
    state: ArticleState
    state_word: str
    text: ArticleText
    """What is being written, for authors; what was submitted last, for editors."""
    html: Html | None
    """What was submitted last, as it will be read."""
    version: int
    authors: tuple[Face, ...]
    editor: Face | None
    moved_at: datetime
    publish_at: datetime | None
    url: str | None
    """Where everybody reads it."""
    standing: ArticleStanding
    may_write: bool
    timeline: tuple[TimelineItem, ...]


class DeskLine(NamedTuple):
    """A line of the queue, or of one's own articles."""

    id: int
    title: str
    state: ArticleState
    state_word: str
    authors: tuple[Face, ...]
    editor: Face | None
    moved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCard:
    """A published article in a list."""

    id: int
    thread_id: int
    url: str
    title: str
    summary: str
    category: str
    category_slug: str
    authors: tuple[Face, ...]
    published_at: datetime
    minutes: int
    """Reading time."""
    comment_count: int


class PublishedArticle(NamedTuple):
    """An article as everybody reads it."""

    card: ArticleCard
    html: Html
    tags: tuple[str, ...]
    word_count: int
    is_archived: bool


class InvitationItem(NamedTuple):
    """An invitation that an editor has made."""

    id: int
    path: str
    expires_at: datetime
    used_by: Face | None
    """`None`: nobody has used it."""
    is_over: bool
    """Nobody has, and nobody can any more."""


class Category(NamedTuple):
    """A word under which articles are found."""

    slug: str
    name: str


class AuthorPage(NamedTuple):
    """What somebody has published."""

    face: Face
    articles: Page[ArticleCard]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What goes with a move."""

    remark: str = ""
    """What is to be changed, or why it is declined; a word for the others with any other move."""
    moment: datetime | None = None
    """When it is to be published."""


class NewRemark(NamedTuple):
    """What the reviewer says of a paragraph."""

    manuscript_id: int | None
    """Which submission they have read."""
    block: int | None
    """Which of its paragraphs, from 0."""
    body: str
