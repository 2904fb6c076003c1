"""What becomes of a solution, and what moderators do to questions only. Words kept in columns."""

from enum import StrEnum

KINDS = ("question", "discussion")
"""What is asked or begun here, as kinds of threads."""


class QuestionAct(StrEnum):
    """Something a moderator does to a question, beside what is done to any thread."""

    DUPLICATE = "duplicate"
    SOLVED = "solved"
    UNSOLVED = "unsolved"


class CheckStep(StrEnum):
    """What happens to the promise that a solution is still true."""

    PLANNED = "planned"
    """A day was chosen, changed or taken away."""
    DUE = "due"
    """The day has come, and helpers are asked."""
    CONFIRMED = "confirmed"
    OUTDATED = "outdated"
    RESTORED = "restored"
    """It is not out of date after all."""
