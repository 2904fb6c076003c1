"""What happens to likes."""

from dataclasses import dataclass

from app.core.events import Event
from app.core.subjects import SubjectRef


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectLiked(Event):
    """Somebody liked a subject they had not liked before."""

    ref: SubjectRef
    account_id: int
    author_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectUnliked(Event):
    """Somebody took their like back."""

    ref: SubjectRef
    account_id: int
    author_id: int | None
