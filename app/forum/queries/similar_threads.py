"""Threads that resemble a title."""

from app.core.viewer import Viewer
from app.forum.queries.facts import THREAD
from app.forum.queries.thread_items import threads_by_id
from app.forum.shapes import ThreadItem
from app.search import queries as search

LEAST = 6
"""Characters of a title before anything is suggested."""


def similar_threads(viewer: Viewer, title: str, *, most: int = 5) -> tuple[ThreadItem, ...]:
    """Return up to `most` threads the viewer may see that resemble a title, the likest first.

    Of those that are equally like it, solved ones come first.
    """
    if len(title.strip()) < LEAST:
        return ()
    refs = search.similar(title, viewer=viewer, limit=most, host_kind=THREAD)
    return threads_by_id(viewer, [ref.id for ref in refs])
