"""Likes as pages show them."""

from dataclasses import dataclass

from app.core.subjects import SubjectRef


@dataclass(frozen=True, slots=True, kw_only=True)
class LikeSummary:
    """The likes of one subject, as one viewer sees them."""

    ref: SubjectRef
    count: int
    """People, including the viewer."""
    is_mine: bool
