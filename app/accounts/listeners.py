"""What the world is told when people change: browsers, sockets, kept pages."""

from app.accounts.events import (
    AccountClosed,
    FaceChanged,
    PersonBlocked,
    PersonSuspended,
    PresenceChanged,
    RightsChanged,
    SessionsEnded,
)
from app.live import services as live


def close_sockets(event: SessionsEnded) -> None:
    """Close the sockets of browsers that were signed out: not one more event reaches them."""
    live.disconnect(session_ids=event.session_ids)


def take_from_sockets(event: AccountClosed | PersonSuspended) -> None:
    """Take a person from all sockets; a suspended one comes back by reloading, to read."""
    live.disconnect(account_ids=[event.account_id])


def recheck_person(event: RightsChanged) -> None:
    """Let a person ask again for what they watch with a right that may be gone."""
    live.recheck_account(event.account_id)


def recheck_both(event: PersonBlocked) -> None:
    """Let both people ask again for what they watch."""
    live.recheck_account(event.account_id)
    live.recheck_account(event.blocked_id)


def show_presence(event: PresenceChanged) -> None:
    """Let others see, or see no more, that somebody is here: at once, on all nodes."""
    live.recheck_presence(event.account_id)


def forget_faces(_event: FaceChanged | AccountClosed) -> None:
    """Forget all that was rendered with the old name or photo."""
    live.forget_fragments()
