"""Which tags are used much."""

from collections.abc import Collection

import sqlalchemy as sa

from app.core.db import db
from app.forum.enums import KINDS
from app.forum.models import Tag, ThreadTag
from app.forum.queries.facts import tag_links
from app.forum.shapes import TagLink
from app.threads.queries.access import threads_in_public_or
from app.threads.queries.columns import THREADS

RECENT = 300
"""Threads among which frequent tags are counted, so that the count stays cheap."""


def popular_tags(private_ids: Collection[int], *, most: int = 20) -> tuple[TagLink, ...]:
    """Return the tags most used in the last threads of the public groups and of these.

    The groups are named, for what is kept under their names must not be that of others: somebody
    may join or leave one while the question is being asked.
    """
    latest = (
        sa.select(THREADS.c.id)
        .where(threads_in_public_or(private_ids), THREADS.c.kind.in_(KINDS))
        .order_by(THREADS.c.active_at.desc(), THREADS.c.id.desc())
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
