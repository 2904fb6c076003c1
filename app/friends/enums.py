"""The terms of friendship: where a request stands, and what two people are to each other."""

from enum import StrEnum


class RequestState(StrEnum):
    """What became of a request. Kept in a column."""

    WAITING = "waiting"
    DECLINED = "declined"
    """The one who was asked does not hear of it any more; to the asker it stands as before."""
    WITHDRAWN = "withdrawn"
    ACCEPTED = "accepted"


STANDING = (RequestState.WAITING, RequestState.DECLINED)
"""The states of a request that its asker still sees."""


class RelationshipState(StrEnum):
    """What somebody is to the viewer."""

    NONE = "none"
    ASKED = "asked"
    """The viewer has asked them."""
    ASKED_BY = "asked_by"
    """They have asked the viewer."""
    FRIENDS = "friends"
