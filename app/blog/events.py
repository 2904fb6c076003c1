"""What happens to articles."""

from dataclasses import dataclass

from app.blog.enums import ArticleState, DeskMove
from app.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleMoved(Event):
    """An article is in another state."""

    article_id: int
    entry_id: int
    """The line of its time line that says so."""
    move: DeskMove
    target: ArticleState
    actor_id: int | None
    """`None`: the clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoauthorAsked(Event):
    """Somebody is asked to sign an article as well."""

    article_id: int
    account_id: int
    actor_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleShown(Event):
    """What everybody reads is another: an article was published, archived or withdrawn."""

    article_id: int
    thread_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkWritten(Event):
    """An editor said something of one paragraph of an article."""

    article_id: int
    remark_id: int
    actor_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkTakenBack(Event):
    """An editor took back what they had said of a paragraph."""

    article_id: int
    left: int
    """Remarks that are left on the same submission."""
