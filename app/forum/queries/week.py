"""What happened in groups within a week, told once for all who belong to them."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core.db import db
from app.core.viewer import Viewer
from app.forum.models import ForumThread
from app.forum.shapes import WeekThread
from app.threads.queries.access import visible_threads
from app.threads.queries.columns import MARKERS, THREADS
from app.threads.queries.unread import has_new_posts

WEEK = timedelta(days=7)
WAITS = timedelta(days=30)
"""How long a question without an answer is shown to those who may know one."""
_MOST = 200
"""Threads of a group that are considered, the latest."""
_FRIENDS_MOST = 40
_COLUMNS = (
    THREADS.c.id,
    THREADS.c.group_id,
    THREADS.c.author_id,
    THREADS.c.kind,
    ForumThread.tags,
    THREADS.c.created_at,
    ForumThread.solved_at,
    THREADS.c.closed_at,
    THREADS.c.reply_count,
    THREADS.c.answer_count,
    THREADS.c.usefulness,
)


def week_in_groups(group_ids: Collection[int], now: datetime) -> dict[int, tuple[WeekThread, ...]]:
    """Return, for each group, the threads of the week and the questions that wait. One query.

    Whether a reader may see them is the caller's duty.
    """
    place = sa.func.row_number().over(
        partition_by=THREADS.c.group_id, order_by=(THREADS.c.active_at.desc(), THREADS.c.id.desc())
    )
    latest = (
        sa.select(*_COLUMNS, place.label("place"))
        .join(ForumThread, ForumThread.thread_id == THREADS.c.id)
        .where(
            THREADS.c.group_id.in_(group_ids),
            THREADS.c.active_at > now - WAITS,
            THREADS.c.deleted_at.is_(None),
        )
        .subquery()
    )
    found: dict[int, list[WeekThread]] = {group_id: [] for group_id in group_ids}
    for row in db.session.execute(sa.select(latest).where(latest.c.place <= _MOST)):
        thread = _thread(row, now)
        if thread.is_waiting or thread.is_of_week:
            found[row.group_id].append(thread)
    return {group_id: tuple(threads) for group_id, threads in found.items()}


def week_of_friends(viewer: Viewer, now: datetime) -> tuple[WeekThread, ...]:
    """Return what the viewer's friends opened within a week where the viewer reads. One query."""
    rows = db.session.execute(
        sa.select(*_COLUMNS)
        .join(ForumThread, ForumThread.thread_id == THREADS.c.id)
        .where(
            THREADS.c.author_id.in_(accounts.friend_ids(viewer.known_id)),
            THREADS.c.created_at > now - WEEK,
            visible_threads(viewer),
        )
        # Not by number alone: the database would rather walk down all threads there are.
        .order_by(THREADS.c.created_at.desc(), THREADS.c.id.desc())
        .limit(_FRIENDS_MOST)
    )
    return tuple(_thread(row, now) for row in rows)


def done_with(viewer: Viewer, thread_ids: Collection[int]) -> frozenset[int]:
    """Return those of the threads that the viewer muted, or has read to the end. One query."""
    rows = db.session.scalars(
        sa.select(MARKERS.c.thread_id)
        .join(THREADS, THREADS.c.id == MARKERS.c.thread_id)
        .where(
            MARKERS.c.account_id == viewer.account_id,
            MARKERS.c.thread_id.in_(thread_ids),
            sa.or_(MARKERS.c.state == "mute", sa.and_(MARKERS.c.read_number > 0, ~has_new_posts())),
        )
    )
    return frozenset(rows)


def _thread(row: "sa.Row[*tuple[Any, ...]]", now: datetime) -> WeekThread:
    """Return a thread as the week sees it."""
    is_solved_now = row.solved_at is not None and row.solved_at > now - WEEK
    is_waiting = row.kind == "question" and not row.answer_count and row.closed_at is None
    worth = 3 * row.usefulness + 5 * is_solved_now + row.answer_count + row.reply_count
    return WeekThread(
        id=row.id,
        group_id=row.group_id,
        author_id=row.author_id,
        tags=tuple(row.tags),
        is_waiting=is_waiting,
        is_of_week=worth > 0 and (is_solved_now or row.created_at > now - WEEK),
        worth=worth,
    )
