"""What happens to people."""

from dataclasses import dataclass
from typing import ClassVar

from app.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOpened(Event):
    """Somebody has signed up, or was brought in by an import."""

    account_id: int
    is_present: bool = True
    """False for the author of what was written elsewhere: nobody is there to be welcomed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountClosed(Event):
    """An account is closed for good; its words stay, without a name."""

    is_end: ClassVar[bool] = True
    account_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceChanged(Event):
    """A person's name, handle or photo is another: pages made before show the old one."""

    account_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceChanged(Event):
    """A person chose that others see, or see no more, that they are here."""

    account_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonBlocked(Event):
    """Somebody will not hear somebody any more."""

    is_end: ClassVar[bool] = True
    account_id: int
    blocked_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSuspended(Event):
    """A person may only read for now."""

    account_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsEnded(Event):
    """Browsers were signed out: by their person, by a new password, or by the team."""

    account_id: int
    session_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailConfirmed(Event):
    """A member has proved that their address is theirs: letters may be sent to it."""

    account_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonUnblocked(Event):
    """Somebody listens to somebody again."""

    account_id: int
    unblocked_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspensionLifted(Event):
    """A person may write again before the end that was set."""

    account_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsChanged(Event):
    """A person's staff rights are others: what they watch live has to be asked for again."""

    account_id: int
