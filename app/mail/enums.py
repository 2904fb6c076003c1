"""What letters are for, and where they are."""

from enum import StrEnum


class Sort(StrEnum):
    """What a letter is for, which decides how one can stop it."""

    ACCOUNT = "account"
    """About the person's account and its security: it always comes."""
    NOTICES = "notices"
    """What they were told on the site while they were away."""
    WEEKLY = "weekly"


class LetterState(StrEnum):
    """Where a letter is."""

    WAITING = "waiting"
    SENDING = "sending"
    """A worker has claimed it and is talking to the mail server."""
    SENT = "sent"
    FAILED = "failed"
    """Given up: the address does not exist, or the server never answered."""
