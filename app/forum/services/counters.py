"""Stored counters, made anew from what they count."""

from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core.transaction import atomic
from app.forum.models import Helpful, Post, Thread

_SHOWN: Final = sa.and_(Post.thread_id == Thread.id, Post.deleted_at.is_(None))
_REPLIES: Final = sa.and_(_SHOWN, Post.number > 1)
_ANSWERS: Final = sa.and_(_REPLIES, Post.root_id.is_(None))
_NEWEST: Final = (Post.created_at.desc(), Post.number.desc())

_COUNTED: Final = {
    "answer_count": sa.select(sa.func.count()).where(_ANSWERS).scalar_subquery(),
    "reply_count": sa.select(sa.func.count()).where(_REPLIES).scalar_subquery(),
    "helpful_count": sa.select(sa.func.coalesce(sa.func.sum(Post.helpful_count), 0))
    .where(_ANSWERS)
    .scalar_subquery(),
    "active_at": sa.select(Post.created_at)
    .where(_SHOWN)
    .order_by(*_NEWEST)
    .limit(1)
    .scalar_subquery(),
    "last_author_id": sa.select(Post.author_id)
    .where(_SHOWN)
    .order_by(*_NEWEST)
    .limit(1)
    .scalar_subquery(),
}
"""What a thread stores, from those of its posts that are shown: as if no other had ever been."""


def recount_thread(session: Session, thread: Thread) -> None:
    """Make the counters of a thread anew, with its place in lists and who wrote in it last.

    A thread of which nothing is left stays as it was. The caller holds its lock.
    """
    counted = session.execute(
        sa.select(*(value.label(name) for name, value in _COUNTED.items()))
        .select_from(Thread)
        .where(Thread.id == thread.id)
    ).one()
    if counted.active_at is not None:
        for name in _COUNTED:
            setattr(thread, name, getattr(counted, name))


def recount() -> int:
    """Make the counters of posts and threads anew; return how many threads were wrong."""
    with atomic() as session:
        said = sa.select(sa.func.count()).where(Helpful.post_id == Post.id).scalar_subquery()
        right = said + Post.helpful_elsewhere
        session.execute(
            sa.update(Post).where(Post.helpful_count != right).values(helpful_count=right)
        )
        is_wrong = sa.or_(
            *(getattr(Thread, name).is_distinct_from(value) for name, value in _COUNTED.items())
        )
        wrong = session.scalars(
            sa.update(Thread)
            .where(is_wrong, Thread.deleted_at.is_(None))
            .values(**_COUNTED, version=Thread.version + 1)
            .returning(Thread.id)
        ).all()
    return len(wrong)
