"""The terms of a group: who sees it, how one joins, who does what. Words kept in columns."""

from enum import StrEnum


class Visibility(StrEnum):
    """Who sees a group and what is said in it."""

    PUBLIC = "public"
    """Anybody reads."""
    MEMBERS = "members"
    """Listed for everybody, its content for members only."""
    HIDDEN = "hidden"
    """Neither listed nor readable, but for its members."""


class Joining(StrEnum):
    """How one becomes a member."""

    OPEN = "open"
    REQUEST = "request"
    INVITATION = "invitation"


class Role(StrEnum):
    """What a member does in a group."""

    OWNER = "owner"
    MODERATOR = "moderator"
    MEMBER = "member"


class AskState(StrEnum):
    """Where a request to join stands."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Door(StrEnum):
    """What somebody finds at the door of a group. Not kept: `policy.door` says it."""

    INSIDE = "inside"
    """They are a member."""
    OPEN = "open"
    ASK = "ask"
    ASKED = "asked"
    """Their request is waiting."""
    INVITED_ONLY = "invited_only"
    BANNED = "banned"
    ARCHIVED = "archived"
