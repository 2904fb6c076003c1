"""Threads that resemble a title, solved ones first."""

from app.core.viewer import Viewer
from app.forum.queries.access import THREAD
from app.forum.queries.thread_items import threads_by_id
from app.forum.shapes import ThreadItem
from app.groups import queries as groups
from app.search import queries as search

LEAST = 6
"""Characters of a title before anything is suggested."""


def similar_threads(viewer: Viewer, title: str, *, most: int = 5) -> tuple[ThreadItem, ...]:
    """Return up to `most` threads the viewer may see that resemble a title."""
    if len(title.strip()) < LEAST:
        return ()
    refs = search.similar(
        title,
        group_ids=groups.readable_group_ids(viewer),
        limit=most,
        subject_kind=THREAD,
    )
    found = threads_by_id(viewer, [ref.id for ref in refs])
    return tuple(sorted(found, key=lambda item: not item.is_solved))
