"""Who may do what with a question, beside what holds in any thread."""

from typing import Protocol

from app.core.viewer import Viewer


class Question(Protocol):
    """What the rules look at: the head of a thread, or the thread while it is changed."""

    @property
    def kind(self) -> str:
        """A question or a discussion."""

    @property
    def author_id(self) -> int | None:
        """Who opened it."""

    @property
    def may_moderate(self) -> bool:
        """The viewer moderates it."""

    @property
    def may_reply(self) -> bool:
        """The viewer may add to it."""


def may_accept(viewer: Viewer, thread: Question) -> bool:
    """The asker and moderators, in questions."""
    if thread.kind != "question":
        return False
    return viewer.is_account(thread.author_id) or thread.may_moderate


def may_plan_check(viewer: Viewer, thread: Question, *, answerer_id: int | None) -> bool:
    """Choose the day of a check: who asked, who wrote the solution, and moderators."""
    if thread.kind != "question":
        return False
    return viewer.is_account(answerer_id) or may_accept(viewer, thread)


def may_check(thread: Question) -> bool:
    """Say whether a solution is still true: all who may answer."""
    return thread.may_reply


def may_mark_helpful(viewer: Viewer, *, author_id: int | None) -> bool:
    """Anybody signed in but the author of the answer."""
    return not viewer.is_guest and not viewer.is_account(author_id)
