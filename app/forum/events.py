"""What happens to questions, beside what happens in any thread."""

from dataclasses import dataclass

from app.core.events import Event
from app.forum.enums import CheckStep


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
    is_shown: bool = True
    """False when the former one was deleted: the push that says so shows it already."""


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
