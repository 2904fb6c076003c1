"""Makers of what can be found."""

import itertools
from datetime import datetime

from app.core import clock
from app.core.audiences import PUBLIC, Audience
from app.core.subjects import SubjectRef
from app.search import services
from app.search.shapes import Entry

_numbers = itertools.count(1)


def make_entry(
    *,
    title: str = "",
    text: str = "",
    kind: str = "question",
    subject_kind: str = "forum.thread",
    host: SubjectRef | None = None,
    audience: Audience = PUBLIC,
    author_id: int | None = None,
    is_solved: bool = False,
    usefulness: int = 0,
    created_at: datetime | None = None,
) -> SubjectRef:
    """Let something be found, by anybody unless it is for an audience."""
    ref = SubjectRef(subject_kind, next(_numbers))
    services.index(
        Entry(
            ref=ref,
            host=host,
            title=title,
            text=text,
            kind=kind,
            audience=audience,
            author_id=author_id,
            is_solved=is_solved,
            usefulness=usefulness,
            created_at=created_at or clock.now(),
        )
    )
    return ref
