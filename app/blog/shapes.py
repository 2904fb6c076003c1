"""Articles and their way as pages show them."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from app.accounts.shapes import Face
from app.blog.enums import ArticleState
from app.core.paging import Page
from app.core.versions import Check, unseen
from app.text import Heading, Html


class ArticleStanding(NamedTuple):
    """How somebody stands to an article."""

    is_author: bool
    is_asked: bool
    """Its authors ask them to sign it, too."""
    has_part: bool
    """They write it, wrote it, or are asked to: others decide about it."""
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


class Cover(NamedTuple):
    """The picture at the top of an article."""

    url: str
    alt: str
    """What it shows, in words."""


class Byline(NamedTuple):
    """Somebody who signs an article, or is asked to."""

    face: Face
    is_asked: bool
    may_go: bool
    """The viewer may take them out."""


class Figures(NamedTuple):
    """How an article is received; for its authors alone."""

    readings: int
    likes: int
    comments: int


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
    cover: Cover | None
    version: int
    authors: tuple[Face, ...]
    bylines: tuple[Byline, ...]
    """Its authors, and those who are asked."""
    figures: Figures | None
    """Once it was published."""
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
    updated_at: datetime
    """When what is read was written, if that was later."""
    minutes: int
    """Reading time."""
    comment_count: int
    cover: Cover | None


class PublishedArticle(NamedTuple):
    """An article as everybody reads it."""

    card: ArticleCard
    html: Html
    """With anchors at its headings."""
    headings: tuple[Heading, ...]
    """Where one can go to in a long text; none in a short one."""
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
    sentence: str
    """What they say of themselves, to who looks."""
    articles: Page[ArticleCard]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What goes with a move."""

    remark: str = ""
    """What is to be changed, or why it is declined; a word for the others with any other move."""
    moment: datetime | None = None
    """When it is to be published."""
    text: ArticleText | None = None
    """How it is to be read."""
    manuscript_id: int | None = None
    """The submission that was read before; `None`: nobody says."""
    check: Check = unseen
    """Refuses when what was corrected is another since the form was made."""


class NewRemark(NamedTuple):
    """What the reviewer says of a paragraph."""

    manuscript_id: int | None
    """Which submission they have read."""
    block: int | None
    """Which of its paragraphs, from 0."""
    body: str
