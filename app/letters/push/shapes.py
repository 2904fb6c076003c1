"""Devices, pushes and what becomes of them, as jobs and pages see them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A browser that wants to be told."""

    id: int
    endpoint: str
    p256dh: str
    auth: str
    language: str
    rest_until: datetime | None


class Outcome(Enum):
    """What a push service did with a push."""

    TAKEN = auto()
    AWAY = auto()
    """It did not take it now, or never takes it: another time, or by letter."""
    GONE = auto()
    """There is no such device any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PushResult:
    """What became of a push."""

    outcome: Outcome
    rest: timedelta = timedelta(0)
    """How long the service wants to be left alone, at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Notices of one person that this worker may push, and nobody else."""

    account_id: int
    claim: str
    bundle_of: dict[int, int]
    """Number → the bundle it lies on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PushMessage:
    """One push: a line of notices, or what is left of many."""

    bundles: tuple[int, ...]
    tag: str
    text: str
    url: str
    seq: int
    """The newest number in it: a browser shows nothing again that it has shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptAfter:
    """Provided by a room: a kind of notice after which people are asked about this device."""

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PushSettings:
    """What a person finds about this browser on the page of letters."""

    public_key: str
    """Empty: this site cannot push."""
    is_on: bool
    """This browser is told."""
    others: int
    """How many other browsers of theirs are told."""
