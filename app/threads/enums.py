"""What moderators do, and by which rules. Words kept in columns."""

from enum import StrEnum

from app.core.i18n import lazy


class Act(StrEnum):
    """Something a moderator does in any thread; a content room may know others."""

    CLOSED = "closed"
    REOPENED = "reopened"
    MOVED = "moved"
    PINNED = "pinned"
    UNPINNED = "unpinned"
    EDITED = "edited"
    DELETED = "deleted"
    HIDDEN = "hidden"
    RESTORED = "restored"


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
