"""Threads that come from elsewhere: written by others, at another time, and told to nobody.

The caller vouches for the rights: these functions ask nobody's permission.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from app.core.transaction import atomic, emit
from app.forum.events import ReplyPosted, ThreadOpened, ThreadSettled
from app.forum.limits import TITLE_LENGTH
from app.forum.models import Helpful, Post, Thread
from app.forum.services.answers import is_answer
from app.forum.services.checks import forget_check
from app.forum.services.content import Written, one_line, written
from app.forum.services.inserts import CheckedThread, add_post, add_thread


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedThread:
    """A thread as it stood elsewhere."""

    group_id: int
    kind: str
    title: str
    body: str
    """Markdown."""
    tags: tuple[str, ...]
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
    helpful_elsewhere: int = 0


def import_thread(brought: ImportedThread, *, content: Written | None = None) -> tuple[int, int]:
    """Open a thread that stood elsewhere; return its id and that of its opening.

    Args:
        brought: the thread.
        content: its text, if it was rendered before, so that no transaction waits for that.

    Emits:
        ThreadOpened: as no news.

    Raises:
        FormRefused: the text is empty or too long.
    """
    content = content or written(brought.body, account_id=None)
    checked = CheckedThread(
        group_id=brought.group_id,
        kind=brought.kind,
        title=one_line(brought.title)[:TITLE_LENGTH],
        tags=brought.tags,
        author_id=brought.author_id,
        created_at=brought.created_at,
        closed_at=brought.closed_at,
    )
    with atomic() as session:
        thread, post = add_thread(session, checked, content)
        emit(
            ThreadOpened(
                thread_id=thread.id,
                post_id=post.id,
                group_id=thread.group_id,
                author_id=brought.author_id,
                is_news=False,
            )
        )
        return thread.id, post.id


def import_post(brought: ImportedPost, *, content: Written | None = None) -> int:
    """Add an answer or a reply that stood elsewhere; return its id.

    Args:
        brought: the post.
        content: its text, if it was rendered before, so that no transaction waits for that.

    Emits:
        ReplyPosted: as no news.

    Raises:
        FormRefused: the text is empty or too long.
    """
    content = content or written(brought.body, account_id=None)
    with atomic() as session:
        thread = session.get_one(Thread, brought.thread_id, with_for_update=True)
        parent = session.get_one(Post, brought.parent_id) if brought.parent_id else None
        post = add_post(
            session, thread, parent, content, author_id=brought.author_id, at=brought.created_at
        )
        post.helpful_count = post.helpful_elsewhere = brought.helpful_elsewhere
        if is_answer(post):
            thread.helpful_count += brought.helpful_elsewhere
        emit(
            ReplyPosted(
                thread_id=thread.id,
                post_id=post.id,
                parent_id=post.parent_id,
                group_id=thread.group_id,
                author_id=brought.author_id,
                version=thread.version,
                is_news=False,
            )
        )
        return post.id


def import_solution(post_id: int, *, at: datetime) -> None:
    """Mark an answer as the solution chosen elsewhere; nothing when it is no answer.

    Emits:
        ThreadSettled: it is one.
    """
    with atomic() as session:
        post = session.get_one(Post, post_id)
        if is_answer(post):
            thread = session.get_one(Thread, post.thread_id, with_for_update=True)
            if thread.solution_id != post.id:
                forget_check(thread)
            thread.solution_id, thread.solved_at = post.id, at
            thread.version += 1
            emit(ThreadSettled(thread_id=thread.id))


def import_helpful(post_id: int, account_ids: Collection[int], *, at: datetime) -> None:
    """Let members say of an answer that it helped; those who said so already are left out."""
    with atomic() as session:
        post = session.get_one(Post, post_id)
        thread = session.get_one(Thread, post.thread_id, with_for_update=True)
        said = set(session.scalars(sa.select(Helpful.account_id).where(Helpful.post_id == post_id)))
        new = set(account_ids) - said - {post.author_id}
        session.add_all(
            Helpful(post_id=post_id, thread_id=thread.id, account_id=account_id, created_at=at)
            for account_id in sorted(new)
        )
        post.helpful_count += len(new)
        thread.helpful_count += len(new)
        thread.version += 1


def import_duplicate(thread_id: int, other_id: int) -> None:
    """Let a thread that was closed elsewhere point to the one that says the same."""
    with atomic() as session:
        thread = session.get_one(Thread, thread_id, with_for_update=True)
        thread.duplicate_of = other_id
        thread.version += 1


def finish_import(thread_id: int) -> None:
    """Say that a thread brought before has got more posts.

    Emits:
        ThreadSettled
    """
    with atomic():
        emit(ThreadSettled(thread_id=thread_id))


def put_in_order(thread_id: int) -> None:
    """Number the posts of a thread anew by their dates, if need be; the opening stays first."""
    with atomic() as session:
        thread = session.get_one(Thread, thread_id, with_for_update=True)
        rows = session.execute(
            sa.select(Post.id, Post.number)
            .where(Post.thread_id == thread_id)
            .order_by(sa.case((Post.number == 1, 0), else_=1), Post.created_at, Post.id)
        ).all()
        if all(row.number == number for number, row in enumerate(rows, 1)):
            return
        session.execute(
            sa.update(Post).where(Post.thread_id == thread_id).values(number=-Post.number)
        )  # out of the way first, as numbers are unique in a thread
        for number, row in enumerate(rows, 1):
            session.execute(sa.update(Post).where(Post.id == row.id).values(number=number))
        thread.version += 1
