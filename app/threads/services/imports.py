"""Threads that come from elsewhere: written by others, at another time, and told to nobody.

The caller vouches for the rights: these functions ask nobody's permission.
"""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from app.core.shapes import shaped
from app.core.transaction import atomic, emit
from app.threads.events import ReplyPosted, ThreadOpened, ThreadSettled
from app.threads.kinds import NOTHING, Beside, kind_of
from app.threads.limits import TITLE_LENGTH
from app.threads.models import Post, Thread
from app.threads.services.content import Written, one_line, written
from app.threads.services.event_fields import fields_of, reply_fields
from app.threads.services.inserts import CheckedThread, add_opening, add_post, add_thread


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadFromElsewhere:
    """A thread as it stood elsewhere."""

    group_id: int
    kind: str
    title: str
    body: str
    """Markdown."""
    author_id: int | None
    created_at: datetime
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedPost:
    """An answer or a reply as it stood elsewhere."""

    thread_id: int
    parent_id: int | None
    """`None` for an answer."""
    body: str
    """Markdown."""
    author_id: int | None
    created_at: datetime
    usefulness: int = 0
    """What people there had given it."""


def import_thread(
    new: ThreadFromElsewhere, *, content: Written | None = None, beside: Beside = NOTHING
) -> tuple[int, int]:
    """Open a thread that stood elsewhere; return its id and that of its opening.

    Args:
        new: the thread.
        content: its text, if it was rendered before, so that no transaction waits for that.
        beside: what a content room keeps with it.

    Emits:
        ThreadOpened: as no news.

    Raises:
        FormRefused: the text is empty or too long.
    """
    content = content or written(new.body, account_id=None)
    checked = shaped(CheckedThread, new, title=one_line(new.title)[:TITLE_LENGTH], slug="")
    with atomic() as session:
        thread = add_thread(session, checked)
        post = add_opening(session, thread, content)
        beside.write(thread.id)
        emit(
            ThreadOpened(
                **fields_of(thread),
                post_id=post.id,
                group_id=thread.group_id,
                author_id=new.author_id,
                is_news=False,
            )
        )
        return thread.id, post.id


def import_post(new: ImportedPost, *, content: Written | None = None) -> int:
    """Add an answer or a reply that stood elsewhere; return its id.

    Args:
        new: the post.
        content: its text, if it was rendered before, so that no transaction waits for that.

    Emits:
        ReplyPosted: as no news.

    Raises:
        FormRefused: the text is empty or too long.
    """
    content = content or written(new.body, account_id=None)
    with atomic() as session:
        thread = session.get_one(Thread, new.thread_id, with_for_update=True)
        parent = session.get_one(Post, new.parent_id) if new.parent_id else None
        post = add_post(
            session, thread, parent, content, author_id=new.author_id, at=new.created_at
        )
        post.usefulness = post.usefulness_elsewhere = new.usefulness
        if parent is None:
            thread.usefulness += new.usefulness
        emit(ReplyPosted(**reply_fields(thread, post), is_news=False))
        return post.id


def finish_import(thread_id: int) -> None:
    """Say that a thread brought before has got more posts, or stands otherwise.

    Emits:
        ThreadSettled
    """
    with atomic() as session:
        thread = session.get_one(Thread, thread_id)
        emit(ThreadSettled(**fields_of(thread)))


def put_in_order(thread_id: int) -> None:
    """Number the posts of a thread anew by their dates, if need be; the opening stays first."""
    with atomic() as session:
        thread = session.get_one(Thread, thread_id, with_for_update=True)
        rows = session.execute(
            sa.select(Post.id, Post.number)
            .where(Post.thread_id == thread_id)
            .order_by(sa.case((Post.number == 1, 0), else_=1), Post.created_at, Post.id)
        ).all()
        first = 1 if kind_of(thread.kind).has_opening else 2
        if all(row.number == number for number, row in enumerate(rows, first)):
            return
        session.execute(
            sa.update(Post).where(Post.thread_id == thread_id).values(number=-Post.number)
        )  # out of the way first, as numbers are unique in a thread
        for number, row in enumerate(rows, first):
            session.execute(sa.update(Post).where(Post.id == row.id).values(number=number))
        thread.version += 1
