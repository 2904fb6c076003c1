"""Who can be named in a thread, and who is told of what happens in it."""

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core.db import ask, db, is_one_of
from app.core.subjects import SubjectRef
from app.forum.models import Marker, Mention, Post
from app.forum.queries.access import POST
from app.forum.shapes import ThreadHead
from app.groups import queries as groups

_OF_THREAD = Marker.thread_id == sa.bindparam("thread_id")
_FOLLOWERS = sa.select(Marker.account_id).where(_OF_THREAD, Marker.state == "follow")
_STATES = sa.select(Marker.account_id, Marker.state).where(
    _OF_THREAD, is_one_of(Marker.account_id, "ids")
)


def people_of_thread(head: ThreadHead, typed: str, *, most: int = 8) -> tuple[int, ...]:
    """Return people who may see the thread and whose handle begins so; its writers first."""
    writers = frozenset(
        db.session.scalars(
            sa.select(Post.author_id)
            .where(Post.thread_id == head.id, Post.author_id.is_not(None))
            .distinct()
            .limit(200)
        )
    )
    within = None if head.standing.group.is_public else groups.member_ids(head.group_id)
    found = accounts.ids_by_prefix(typed, within=within, most=most * 4)
    return tuple(sorted(found, key=lambda account_id: account_id not in writers)[:most])


def follower_ids(thread_id: int) -> frozenset[int]:
    """Return who follows a thread."""
    return frozenset(ask(_FOLLOWERS, thread_id=thread_id).scalars())


def muted_ids(account_id: int) -> sa.Select[int]:
    """Return the threads that somebody muted, as a sub-select."""
    return sa.select(Marker.thread_id).where(
        Marker.account_id == account_id, Marker.state == "mute"
    )


def states_in(thread_id: int, account_ids: frozenset[int]) -> dict[int, str]:
    """Return whether these people follow or mute a thread; absent means neither."""
    rows = ask(_STATES, thread_id=thread_id, ids=list(account_ids))
    return {row.account_id: row.state for row in rows}


def has_read(account_id: int, subject: SubjectRef) -> bool:
    """Tell whether somebody has read a post, or the opening of a thread."""
    read = sa.select(Marker.thread_id).where(Marker.account_id == account_id)
    if subject.kind == POST:
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
