"""Who can be named in a thread, and who is told of what happens in it."""

from collections.abc import Collection

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core.db import db, execute, is_one_of
from app.core.subjects import SubjectRef
from app.groups import queries as groups
from app.groups.shapes import GroupAccess
from app.notices.enums import ThreadState
from app.threads.models import Marker, Mention, Post, Thread
from app.threads.shapes import ThreadHead

_OF_THREAD = Marker.thread_id == sa.bindparam("thread_id")
_FOLLOWERS = sa.select(Marker.account_id).where(_OF_THREAD, Marker.state == "follow")
_STATES = sa.select(Marker.thread_id, Marker.account_id, Marker.state).where(
    is_one_of(Marker.thread_id, "thread_ids"), is_one_of(Marker.account_id, "account_ids")
)


def people_of_group(access: GroupAccess, typed: str, *, most: int = 8) -> tuple[int, ...]:
    """Return people who may see what is asked in a group, and whose handle or name begins so."""
    group = access.group
    within = None if group.is_public else groups.member_ids(group.id)
    return accounts.ids_by_name(typed, within=within, most=most)


def people_of_thread(head: ThreadHead, typed: str, *, most: int = 8) -> tuple[int, ...]:
    """Return people who may see the thread, whose handle or name begins so; its writers first."""
    writers = frozenset(
        db.session.scalars(
            sa.select(Post.author_id)
            .where(Post.thread_id == head.id, Post.author_id.is_not(None))
            .distinct()
            .limit(200)
        )
    )
    group = head.access.group
    within = None if group is None or group.is_public else groups.member_ids(group.id)
    found = accounts.ids_by_name(typed, within=within, most=most * 4)
    return tuple(sorted(found, key=lambda account_id: account_id not in writers)[:most])


def follower_ids(thread_id: int) -> frozenset[int]:
    """Return who follows a thread."""
    return frozenset(execute(_FOLLOWERS, thread_id=thread_id).scalars())


def muted_ids(account_id: int) -> sa.Select[int]:
    """Return the threads that somebody muted, as a sub-select."""
    return sa.select(Marker.thread_id).where(
        Marker.account_id == account_id, Marker.state == "mute"
    )


def states_in(
    thread_ids: Collection[int], account_ids: Collection[int]
) -> dict[int, dict[int, ThreadState]]:
    """Return, for each thread, whether these people follow or mute it. One query.

    Absent means neither.
    """
    states: dict[int, dict[int, ThreadState]] = {}
    for row in execute(_STATES, thread_ids=list(thread_ids), account_ids=list(account_ids)):
        states.setdefault(row.thread_id, {})[row.account_id] = ThreadState(row.state)
    return states


def has_read(account_id: int, subject: SubjectRef) -> bool:
    """Tell whether somebody has read a post, or the opening of a thread."""
    read = sa.select(Marker.thread_id).where(Marker.account_id == account_id)
    if subject.kind.endswith(".post"):
        read = read.join(Post, Post.thread_id == Marker.thread_id)
        read = read.where(Post.id == subject.id, Post.number <= Marker.read_number)
    else:
        read = read.where(Marker.thread_id == subject.id, Marker.read_number > 0)
    return db.session.scalar(read) is not None


def mentioned_in(post_id: int) -> frozenset[int]:
    """Return whom a post names."""
    return frozenset(
        db.session.scalars(sa.select(Mention.account_id).where(Mention.post_id == post_id))
    )


def author_of_thread(thread_id: int) -> int | None:
    """Return who began a thread."""
    return db.session.scalar(sa.select(Thread.author_id).where(Thread.id == thread_id))


def author_of_post(post_id: int) -> int | None:
    """Return who wrote a post."""
    return db.session.scalar(sa.select(Post.author_id).where(Post.id == post_id))
