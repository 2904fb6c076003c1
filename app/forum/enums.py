"""What moderators do, by which rules, and what becomes of a solution. Words kept in columns."""

from enum import StrEnum

from app.core.i18n import lazy


class Act(StrEnum):
    """Something a moderator did to a thread or a post."""

    CLOSED = "closed"
    DUPLICATE = "duplicate"
    REOPENED = "reopened"
    MOVED = "moved"
    PINNED = "pinned"
    UNPINNED = "unpinned"
    EDITED = "edited"
    DELETED = "deleted"
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


class HouseRule(StrEnum):
    """A rule of the house that a deleted post did not keep."""

    KINDNESS = "kindness"
    PRIVACY = "privacy"
    ADVERTISING = "advertising"
    LAW = "law"
    SUBJECT = "subject"
    REPETITION = "repetition"
    OTHER = "other"


HOUSE_RULES = {
    HouseRule.KINDNESS: lazy("Be patient and kind: no insults"),
    HouseRule.PRIVACY: lazy("Nobody is named or shown without their agreement"),
    HouseRule.ADVERTISING: lazy("No advertising, no canvassing"),
    HouseRule.LAW: lazy("Nothing against the law"),
    HouseRule.SUBJECT: lazy("On the subject of the group"),
    HouseRule.REPETITION: lazy("Once is enough: the same is said elsewhere"),
    HouseRule.OTHER: lazy("Another reason"),
}
"""The rules as people read them."""
