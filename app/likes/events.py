"""What happens to likes."""

from dataclasses import dataclass

from app.core.audiences import Audience
from app.core.events import Event
from app.core.subjects import SubjectRef


@dataclass(frozen=True, slots=True, kw_only=True)
class _LikeChanged(Event):
    """What both have in common: who, and where the subject stands."""

    ref: SubjectRef
    account_id: int
    author_id: int | None
    topic: str | None
    """The live topic in which the subject is shown."""
    container: SubjectRef | None
    audience: Audience | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectLiked(_LikeChanged):
    """Somebody liked a subject they had not liked before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectUnliked(_LikeChanged):
    """Somebody took their like back."""
