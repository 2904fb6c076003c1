"""Stored counters, made anew from what they count."""

import sqlalchemy as sa

from app.core.transaction import atomic
from app.forum.models import Helpful, Post, Thread


def recount() -> int:
    """Make the counters of posts and threads anew; return how many threads were wrong."""
    with atomic() as session:
        said = sa.select(sa.func.count()).where(Helpful.post_id == Post.id).scalar_subquery()
        right = said + Post.helpful_elsewhere
        session.execute(
            sa.update(Post).where(Post.helpful_count != right).values(helpful_count=right)
        )
        answers = sa.and_(
            Post.thread_id == Thread.id,
            Post.root_id.is_(None),
            Post.number > 1,
            Post.deleted_at.is_(None),
        )
        counted = {
            "answer_count": sa.select(sa.func.count()).where(answers).scalar_subquery(),
            "helpful_count": sa.select(sa.func.coalesce(sa.func.sum(Post.helpful_count), 0))
            .where(answers)
            .scalar_subquery(),
        }
        is_wrong = sa.or_(
            Thread.answer_count != counted["answer_count"],
            Thread.helpful_count != counted["helpful_count"],
        )
        wrong = session.scalars(
            sa.update(Thread)
            .where(is_wrong)
            .values(**counted, version=Thread.version + 1)
            .returning(Thread.id)
        ).all()
    return len(wrong)
