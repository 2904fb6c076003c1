"""Facts that rooms tell each other, and who listens to them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from app.core.subjects import SubjectRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that has happened. Subclasses are past-tense, frozen and carry ids only."""

    is_end: ClassVar[bool] = False
    """Something is over: the rooms above let go of it before those they stand on, as they lock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRemoved(Event):
    """A subject is gone for good, or shown to nobody any more."""

    ref: SubjectRef


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectHidden(Event):
    """A subject is shown to nobody, until it is restored. What hangs on it stays."""

    ref: SubjectRef


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRestored(Event):
    """A subject that was hidden is shown again, to all who saw it."""

    ref: SubjectRef
    hidden_at: datetime
    """Since when it was hidden: what was taken back before that stays so."""


class Phase(StrEnum):
    """When a listener hears of an event."""

    DURING = "during"
    """Inside the transaction: writes rows that must not be lost."""
    AFTER = "after"
    """After the commit: touches the world, and may fail without harm."""


@dataclass(frozen=True, slots=True)
class Listener:
    """One function that hears of one kind of event."""

    kind: type[Event]
    phase: Phase
    hear: Callable[[Any], None]


def during(kind: type[Event], hear: Callable[[Any], None]) -> Listener:
    """Listen inside the transaction."""
    return Listener(kind, Phase.DURING, hear)


def after(kind: type[Event], hear: Callable[[Any], None]) -> Listener:
    """Listen after the commit."""
    return Listener(kind, Phase.AFTER, hear)
