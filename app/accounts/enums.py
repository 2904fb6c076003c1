"""What links sent by letter are for; who sees what of a profile, and how it stands there."""

from enum import StrEnum


class LinkPurpose(StrEnum):
    """The one act that a link is good for."""

    CONFIRM = "confirm"
    """Prove the address of the account."""
    RECOVER = "recover"
    """Set a new password."""
    MOVE = "move"
    """Prove another address, which the account has from then on."""
    STOP_MOVE = "stop_move"
    """Stop such a move, from the address that the account has still."""


class ProfileAudience(StrEnum):
    """Who may see a field of a profile."""

    EVERYONE = "everyone"
    MEMBERS = "members"
    FRIENDS = "friends"


class ProfileLook(StrEnum):
    """How a field stands on somebody's page."""

    LEAD = "lead"
    """Under the name."""
    WORDS = "words"
    """A few words, each on its own."""
    LINE = "line"
    """One line."""
