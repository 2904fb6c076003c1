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
class SubjectEvent(Event):
    """Something that happened to a subject, of whatever kind."""

    ref: SubjectRef


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRemoved(SubjectEvent):
    """A subject is gone for good, or shown to nobody any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectHidden(SubjectEvent):
    """A subject is shown to nobody, until it is restored. What hangs on it stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRestored(SubjectEvent):
    """A subject that was hidden is shown again, to all who saw it."""

    hidden_at: datetime
    """Since when it was hidden: what was taken back before that stays so."""


Hearing = Callable[[Any], None]
"""A function that is told of events of one kind, or of several."""


class Phase(StrEnum):
    """When a listener hears of an event."""

    DURING = "during"
    """Inside the transaction: writes rows that must not be lost."""
    AFTER = "after"
    """After the commit: touches the world, and may fail without harm."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Functions of one room that hear of one kind of event, one after another."""

    kind: type[Event]
    phase: Phase
    hears: tuple[Hearing, ...]


def during(kind: type[Event], *hears: Hearing) -> Listener:
    """Listen inside the transaction."""
    return Listener(kind, Phase.DURING, hears)


def after(kind: type[Event], *hears: Hearing) -> Listener:
    """Listen after the commit; one function that fails does not keep the others from hearing."""
    return Listener(kind, Phase.AFTER, hears)
