"""What happens in threads."""

from dataclasses import dataclass

from app.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadOpened(Event):
    """Somebody asked a question or began a discussion."""

    thread_id: int
    post_id: int
    group_id: int
    author_id: int | None
    is_news: bool = True
    """False for what was written elsewhere and long ago: nobody is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyPosted(Event):
    """Somebody answered, or replied to a post."""

    thread_id: int
    post_id: int
    parent_id: int | None
    """The post replied to; `None` for an answer."""
    group_id: int
    author_id: int | None
    addressee_id: int | None = None
    """Who asked what is answered, or wrote what is replied to."""
    is_answer: bool = False
    """To a question, not to a post of a discussion or under an answer."""
    is_news: bool = True
    """False for what was written elsewhere and long ago: nobody is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostEdited(Event):
    """The text of a post, or the title or tags of its thread, is another."""

    thread_id: int
    post_id: int
    editor_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRemoved(Event):
    """A post is no longer shown; a place-holder may stand where it was."""

    thread_id: int
    post_id: int
    actor_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionChanged(Event):
    """The asker or a moderator chose another solution, or none."""

    thread_id: int
    post_id: int | None
    """The answer chosen; `None` when the choice was cleared."""
    former_id: int | None
    actor_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpfulChanged(Event):
    """Somebody says, or says no longer, that an answer helped."""

    thread_id: int
    post_id: int
    account_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadModerated(Event):
    """A thread was closed, reopened, moved, pinned, pointed elsewhere or deleted."""

    thread_id: int
    act_id: int
    actor_id: int
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadSettled(Event):
    """A thread that stood elsewhere has got its solution, or more posts: nobody is told."""

    thread_id: int
