"""What happens to articles."""

from dataclasses import dataclass

from app.blog.enums import ArticleState, DeskMove
from app.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleEvent(Event):
    """Something that happened to an article."""

    article_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleMoved(ArticleEvent):
    """An article is in another state."""

    entry_id: int
    """The line of its time line that says so."""
    move: DeskMove
    target: ArticleState
    actor_id: int | None
    """`None`: the clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoauthorAsked(ArticleEvent):
    """Somebody is asked to sign an article as well."""

    account_id: int
    actor_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleShown(ArticleEvent):
    """What everybody reads is another: an article was published, archived or withdrawn."""

    thread_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkWritten(ArticleEvent):
    """An editor said something of one paragraph of an article."""

    remark_id: int
    actor_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkTakenBack(ArticleEvent):
    """An editor took back what they had said of a paragraph."""

    left: int
    """Remarks that are left on the same submission."""
