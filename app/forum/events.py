"""What happens in threads."""

from dataclasses import dataclass

from app.core.events import Event
from app.forum.enums import CheckStep


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
    version: int
    """Of the thread, as this left it: the number of the push that shows it."""
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
    version: int
    """Of the thread, as this left it: the number of the push that shows it."""
    named_ids: frozenset[int] = frozenset()
    """Whom it did not name before."""
    unnamed_ids: frozenset[int] = frozenset()
    """Whom it names no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRendered(Event):
    """A post looks otherwise, though it says the same: its HTML was made again."""

    thread_id: int
    post_id: int
    version: int
    """Of the thread, as this left it: the number of the push that shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRemoved(Event):
    """A post is no longer shown; a place-holder may stand where it was."""

    thread_id: int
    post_id: int
    actor_id: int
    version: int
    """Of the thread, as this left it: the number of the push that shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionChanged(Event):
    """The asker or a moderator chose another solution, or none."""

    thread_id: int
    post_id: int | None
    """The answer chosen; `None` when the choice was cleared."""
    former_id: int | None
    actor_id: int
    version: int
    """Of the thread, as this left it: the number of the last of the pushes, one for each post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionChecked(Event):
    """A solution is to be checked on another day, was checked, or its day has come."""

    thread_id: int
    post_id: int
    """The solution."""
    step: CheckStep
    actor_id: int | None
    """`None`: the day has come by itself."""
    version: int
    """Of the thread, as this left it: the number of the push that shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpfulChanged(Event):
    """Somebody says, or says no longer, that an answer helped."""

    thread_id: int
    post_id: int
    account_id: int
    version: int
    """Of the thread, as this left it: the number of the push that shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLiked(Event):
    """Somebody likes a post, or likes it no longer."""

    thread_id: int
    post_id: int
    account_id: int
    version: int
    """Of the thread, as this left it: the number of the push that shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadOpenedUp(Event):
    """A thread of a private group is moved to a public one; told besides `ThreadModerated`."""

    thread_id: int
    actor_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadModerated(Event):
    """A thread was closed, reopened, moved, pinned, pointed elsewhere or deleted."""

    thread_id: int
    act_id: int
    actor_id: int
    act: str
    former_group_id: int
    """Where it stood before; another than now only when it was moved."""
    version: int
    """Of the thread, as this left it: the number of the push that shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadSettled(Event):
    """A thread that stood elsewhere has got its solution, or more posts: nobody is told."""

    thread_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRecorded(Event):
    """A moderator did something to a thread or a post, and it is kept."""

    act_id: int
    actor_id: int
