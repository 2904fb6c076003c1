"""The rows behind a page of posts: which stand on it, and how deep."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa

from app.core.db import db, execute, literal
from app.threads.limits import ANSWERS_PER_PAGE, REPLIES_SHOWN
from app.threads.models import Post
from app.threads.shapes import ThreadHead

_COLUMNS = (
    Post.id,
    Post.thread_id,
    Post.number,
    Post.parent_id,
    Post.root_id,
    Post.author_id,
    Post.body,
    Post.html,
    Post.created_at,
    Post.edited_at,
    Post.deleted_at,
    Post.hidden_at,
    Post.usefulness,
)
Row = Any  # a row of the columns above, with `place` and `total`


def plain_posts() -> "sa.Select[*tuple[Any, ...]]":
    """Return a question for posts that stand on their own."""
    return sa.select(*_COLUMNS, sa.literal(0).label("place"), sa.literal(0).label("total"))


_BY_TIME = (
    plain_posts()
    .where(
        Post.thread_id == sa.bindparam("thread_id"),
        Post.number > sa.bindparam("first"),
        Post.number <= sa.bindparam("last"),
    )
    .order_by(Post.number)
)


def rows_by_time(head: ThreadHead, page: int) -> tuple[Sequence[Row], bool]:
    """Return the posts with the numbers of this page; numbers have no gap."""
    first = (page - 1) * ANSWERS_PER_PAGE
    last = first + ANSWERS_PER_PAGE
    rows = execute(_BY_TIME, thread_id=head.id, first=first, last=last).all()
    return rows, head.post_count > last


def rows_by_help(head: ThreadHead, page: int) -> tuple[Sequence[Row], bool]:
    """Return the answers of this page with the first replies under each, in one query."""
    rows = execute(
        _by_help(is_ranked=head.is_ranked, is_first=page == 1),
        thread_id=head.id,
        featured_id=head.featured_id or 0,
        skipped=(page - 1) * ANSWERS_PER_PAGE,
    ).all()
    found = sorted((row for row in rows if row.root_id is None), key=lambda row: row.place)
    extra = {row.id for row in found if row.number > 1}
    has_next = len(extra) > ANSWERS_PER_PAGE
    dropped = found[-1].id if has_next else None
    kept = [row for row in found if row.id != dropped]
    under = [row for row in rows if row.root_id is not None and row.root_id != dropped]
    return kept + sorted(under, key=lambda row: row.id), has_next


@cache
def _by_help(*, is_ranked: bool, is_first: bool) -> "sa.Select[*tuple[Any, ...]]":
    """Build the question for answers and replies, once for each form it has."""
    thread_id = sa.bindparam("thread_id", type_=Post.thread_id.type)
    answers = (
        sa.select(
            *_COLUMNS, _place(is_ranked=is_ranked).label("place"), sa.literal(0).label("total")
        )
        .where(*_shown_answers(thread_id))
        .order_by(sa.literal_column("place"))
        .limit(ANSWERS_PER_PAGE + 1)
        .offset(sa.bindparam("skipped", type_=sa.Integer))
        .cte("answers")
    )
    opening = plain_posts().where(Post.thread_id == thread_id, Post.number == 1)
    if not is_first:
        opening = opening.where(sa.false())
    opening_cte = opening.cte("opening")
    roots = sa.union_all(sa.select(answers.c.id), sa.select(opening_cte.c.id)).scalar_subquery()
    place = sa.func.row_number().over(partition_by=Post.root_id, order_by=Post.id)
    total = sa.func.count().filter(Post.deleted_at.is_(None)).over(partition_by=Post.root_id)
    replies = (
        sa.select(*_COLUMNS, place.label("place"), total.label("total"))
        .where(Post.root_id.in_(roots))
        .subquery()
    )
    everything = sa.union_all(
        sa.select(opening_cte),
        sa.select(answers),
        sa.select(replies).where(replies.c.place <= REPLIES_SHOWN),
    ).subquery()
    return sa.select(*(column.label(column.key) for column in everything.c))


def _place(*, is_ranked: bool) -> sa.ColumnElement[int]:
    """Return the place of an answer in its thread, from 1."""
    by_time = Post.id.asc()
    featured = sa.case((Post.id == sa.bindparam("featured_id"), 1), else_=0)
    by_help = (featured.desc(), Post.usefulness.desc(), by_time)
    return sa.func.row_number().over(order_by=by_help if is_ranked else by_time)


def _shown_answers(thread_id: sa.BindParameter[int]) -> tuple[sa.ColumnElement[bool], ...]:
    """Return the condition that a post is an answer to be shown; a deleted one with replies is.

    A hidden one leaves a line in any case: it may come back.
    """
    reply = sa.orm.aliased(Post)
    leaves_a_line = sa.or_(reply.deleted_at.is_(None), reply.hidden_at.is_not(None))
    has_replies = sa.exists().where(reply.root_id == Post.id, leaves_a_line)
    return (
        Post.thread_id == thread_id,
        Post.root_id.is_(None),
        Post.number > literal(1),
        sa.or_(Post.deleted_at.is_(None), Post.hidden_at.is_not(None), has_replies),
    )


def page_of_root(head: ThreadHead, root_id: int) -> int:
    """Return the page of an answer; the first for the opening."""
    place = execute(
        _place_of(is_ranked=head.is_ranked),
        thread_id=head.id,
        featured_id=head.featured_id or 0,
        root_id=root_id,
    ).scalar_one_or_none()
    return 1 + ((place or 1) - 1) // ANSWERS_PER_PAGE


@cache
def _place_of(*, is_ranked: bool) -> sa.Select[int]:
    """Build the question for the place of one answer."""
    places = (
        sa.select(Post.id, _place(is_ranked=is_ranked).label("place"))
        .where(*_shown_answers(sa.bindparam("thread_id", type_=Post.thread_id.type)))
        .subquery()
    )
    return sa.select(places.c.place).where(places.c.id == sa.bindparam("root_id"))


def depths(ids: Sequence[int]) -> dict[int, int]:
    """Return how deep posts stand, climbing from each to its answer. One query."""
    if not ids:
        return {}
    climb = (
        sa.select(Post.id.label("post_id"), Post.parent_id, sa.literal(0).label("depth"))
        .where(Post.id.in_(ids))
        .cte("climb", recursive=True)
    )
    climb = climb.union_all(
        sa.select(climb.c.post_id, Post.parent_id, climb.c.depth + 1).where(
            Post.id == climb.c.parent_id
        )
    )
    rows = db.session.execute(
        sa.select(climb.c.post_id, sa.func.max(climb.c.depth)).group_by(climb.c.post_id)
    )
    return {row[0]: row[1] for row in rows}
