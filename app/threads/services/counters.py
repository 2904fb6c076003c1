"""Stored counters, made anew from what they count."""

from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core.registry import provided
from app.core.transaction import atomic
from app.threads.kinds import UsefulnessSource
from app.threads.models import Post, Thread

_SHOWN: Final = sa.and_(Post.thread_id == Thread.id, Post.deleted_at.is_(None))
_REPLIES: Final = sa.and_(_SHOWN, Post.number > 1)
_ANSWERS: Final = sa.and_(_REPLIES, Post.root_id.is_(None))
_NEWEST: Final = (Post.created_at.desc(), Post.number.desc())

_NEWEST_AUTHOR: Final = (
    sa.select(Post.author_id).where(_SHOWN).order_by(*_NEWEST).limit(1).scalar_subquery()
)

_COUNTED: Final = {
    "answer_count": sa.select(sa.func.count()).where(_ANSWERS).scalar_subquery(),
    "reply_count": sa.select(sa.func.count()).where(_REPLIES).scalar_subquery(),
    "usefulness": sa.select(sa.func.coalesce(sa.func.sum(Post.usefulness), 0))
    .where(_ANSWERS)
    .scalar_subquery(),
    "active_at": sa.func.coalesce(
        sa.select(Post.created_at).where(_SHOWN).order_by(*_NEWEST).limit(1).scalar_subquery(),
        Thread.created_at,
    ),
    "last_author_id": sa.case(
        (sa.exists().where(_SHOWN).correlate(Thread), _NEWEST_AUTHOR), else_=Thread.author_id
    ),
}
"""What a thread stores, from those of its posts that are shown: as if no other had ever been."""


def recount_thread(session: Session, thread: Thread) -> None:
    """Make the counters of a thread anew, with its place in lists and who wrote in it last.

    A thread that is gone stays as it was. The caller holds its lock.
    """
    if thread.deleted_at is not None:
        return
    counted = session.execute(
        sa.select(*(value.label(name) for name, value in _COUNTED.items()))
        .select_from(Thread)
        .where(Thread.id == thread.id)
    ).one()
    for name in _COUNTED:
        setattr(thread, name, getattr(counted, name))


def recount() -> int:
    """Make the counters of posts and threads anew; return how many threads were wrong."""
    with atomic() as session:
        given = sum(
            (one.counted(Post.id) for one in provided(UsefulnessSource)), Post.usefulness_elsewhere
        )
        session.execute(sa.update(Post).where(Post.usefulness != given).values(usefulness=given))
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
