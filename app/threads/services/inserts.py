"""Adding threads and posts, whoever wrote them and whenever."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock
from app.core.db import Upsert, inserting
from app.core.slugs import slug_of
from app.threads.limits import SLUG_LENGTH
from app.threads.models import Marker, Post, Thread
from app.threads.services.content import Written, fill, name_people


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedThread:
    """A thread of which all parts have been checked."""

    group_id: int | None
    kind: str
    title: str
    author_id: int | None
    created_at: datetime
    closed_at: datetime | None = None
    slug: str = ""
    """Of its address; empty: made of the title."""


def add_thread(session: Session, new: CheckedThread) -> Thread:
    """Add a thread, without a text so far."""
    thread = Thread(
        group_id=new.group_id,
        kind=new.kind,
        title=new.title,
        slug=new.slug or slug_of(new.title, limit=SLUG_LENGTH),
        author_id=new.author_id,
        last_author_id=new.author_id,
        created_at=new.created_at,
        active_at=new.created_at,
        closed_at=new.closed_at,
    )
    session.add(thread)
    session.flush()  # its opening needs its number
    mark_written(session, thread, new.author_id)
    return thread


def add_opening(
    session: Session, thread: Thread, content: Written, *, once: str | None = None
) -> Post:
    """Add the text with which a new thread begins."""
    post = Post(
        thread_id=thread.id,
        number=1,
        author_id=thread.author_id,
        created_at=thread.created_at,
        once=once,
    )
    _add_with(session, post, content)
    return post


def _add_with(session: Session, post: Post, content: Written) -> None:
    """Add a post with its text, and whom that names."""
    fill(post, content)
    session.add(post)
    session.flush()  # mentions need the post's number
    if content.mentioned_ids:
        name_people(session, post, content.mentioned_ids)


def add_post(
    session: Session,
    thread: Thread,
    parent: Post | None,
    content: Written,
    *,
    author_id: int | None,
    at: datetime,
    once: str | None = None,
) -> Post:
    """Add a post under the next number; `None` as parent makes it an answer.

    The caller holds the lock of the thread.
    """
    thread.post_count += 1
    thread.version += 1
    thread.reply_count += 1
    if at >= thread.active_at:
        thread.active_at, thread.last_author_id = at, author_id
    if parent is None:
        thread.answer_count += 1
    post = Post(
        thread_id=thread.id,
        number=thread.post_count,
        parent_id=parent.id if parent else None,
        root_id=(parent.root_id or parent.id) if parent else None,
        author_id=author_id,
        created_at=at,
        once=once,
    )
    _add_with(session, post, content)
    mark_written(session, thread, author_id)
    return post


def mark_written(session: Session, thread: Thread, account_id: int | None) -> None:
    """Remember that the thread is one of this person's, who has read what they wrote.

    The caller holds the lock of the thread.
    """
    if account_id is None:
        return
    marker = {
        "account_id": account_id,
        "thread_id": thread.id,
        "has_written": True,
        "read_number": thread.post_count if thread.post_count == 1 else 0,
        "written_number": thread.post_count,
        "updated_at": clock.now(),
    }
    session.connection().execute(_mark_written(inserting(Marker)), marker)


@cache
def _mark_written(insert: Upsert) -> sa.Insert:
    """Return the statement that adds a marker, or notes in the one there is; built once."""
    number = sa.bindparam("written_number", type_=sa.Integer)
    is_up_to_it = Marker.read_number == number - 1
    return insert.on_conflict_do_update(
        index_elements=["account_id", "thread_id"],
        set_={
            "has_written": insert.excluded.has_written,
            "read_number": sa.case((is_up_to_it, number), else_=Marker.read_number),
            "updated_at": insert.excluded.updated_at,
        },
    )
