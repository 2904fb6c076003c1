"""Makers of what can be found."""

import itertools
from typing import Any

from app.core import clock
from app.core.audiences import PUBLIC
from app.core.subjects import SubjectRef
from app.search import services
from app.search.shapes import Entry

_numbers = itertools.count(1)
_PLAIN: dict[str, Any] = {
    "title": "",
    "text": "",
    "kind": "question",
    "audience": PUBLIC,
    "author_id": None,
}


def make_entry(*, subject_kind: str = "forum.thread", **fields: Any) -> SubjectRef:  # noqa: ANN401 - those of Entry
    """Let something be found, by anybody unless it is for an audience."""
    ref = SubjectRef(subject_kind, next(_numbers))
    services.index(Entry(ref=ref, **{**_PLAIN, "created_at": clock.now(), **fields}))
    return ref
