"""What happens to people."""

from dataclasses import dataclass
from typing import ClassVar

from app.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEvent(Event):
    """Something that happened to a person."""

    account_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOpened(AccountEvent):
    """Somebody has signed up, or was brought in by an import."""

    is_present: bool = True
    """False for the author of what was written elsewhere: nobody is there to be welcomed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountClosed(AccountEvent):
    """An account is closed for good; its words stay, without a name."""

    is_end: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceChanged(AccountEvent):
    """A person's name, handle or photo is another: pages made before show the old one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceChanged(AccountEvent):
    """A person chose that others see, or see no more, that they are here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonBlocked(AccountEvent):
    """Somebody will not hear somebody any more."""

    is_end: ClassVar[bool] = True
    blocked_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSuspended(AccountEvent):
    """A person may only read for now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsEnded(AccountEvent):
    """Browsers were signed out: by their person, by a new password, or by the team."""

    session_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailConfirmed(AccountEvent):
    """A member has proved that their address is theirs: letters may be sent to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonUnblocked(AccountEvent):
    """Somebody listens to somebody again."""

    unblocked_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspensionLifted(AccountEvent):
    """A person may write again before the end that was set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsChanged(AccountEvent):
    """A person's staff rights are others: what they watch live has to be asked for again."""
