"""Which tags are used much."""

import sqlalchemy as sa

from app.core.db import db
from app.core.viewer import Viewer
from app.forum.models import Tag, Thread, ThreadTag
from app.forum.queries.access import tag_links, visible_threads
from app.forum.shapes import TagLink

RECENT = 300
"""Threads among which frequent tags are counted, so that the count stays cheap."""


def popular_tags(viewer: Viewer, *, most: int = 20) -> tuple[TagLink, ...]:
    """Return the tags most used in the last threads that the viewer may see."""
    latest = (
        sa.select(Thread.id)
        .where(visible_threads(viewer))
        .order_by(Thread.active_at.desc(), Thread.id.desc())
        .limit(RECENT)
        .subquery()
    )
    names = db.session.scalars(
        sa.select(Tag.name)
        .join(ThreadTag, ThreadTag.tag_id == Tag.id)
        .where(ThreadTag.thread_id.in_(sa.select(latest.c.id)))
        .group_by(Tag.name)
        .order_by(sa.func.count().desc(), Tag.name)
        .limit(most)
    )
    return tag_links(tuple(names))
