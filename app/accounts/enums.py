"""What links sent by letter are for."""

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
