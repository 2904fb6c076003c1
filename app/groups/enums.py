"""The terms of a group: who sees it, how one joins, who does what. Words kept in columns."""

from enum import StrEnum

from app.core.i18n import lazy


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
    """Kept for the groups that have it; see `OFFERED`."""


OFFERED = (Joining.OPEN, Joining.REQUEST)
"""What one may choose. Nobody can be invited yet: a group by invitation would let nobody in."""
UNINVITED = lazy("Choose “open” or “on request”: nobody can be invited yet.")


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


class JoinOption(StrEnum):
    """What somebody finds at the door of a group. Not kept: `policy.join_option` says it."""

    INSIDE = "inside"
    """They are a member."""
    OPEN = "open"
    ASK = "ask"
    ASKED = "asked"
    """Their request is waiting."""
    INVITED_ONLY = "invited_only"
    BANNED = "banned"
    ARCHIVED = "archived"
