"""Questions that come from elsewhere: asked by others, at another time, and told to nobody.

The caller vouches for the rights: these functions ask nobody's permission.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from app.core.transaction import atomic
from app.forum.models import ForumThread, Helpful
from app.forum.services.checks import forget_check
from app.forum.services.tags import with_tags
from app.threads.services import imports
from app.threads.services.changes import locked_post, locked_thread
from app.threads.services.content import Written


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedThread(imports.ThreadFromElsewhere):
    """A question or a discussion as it stood elsewhere."""

    tags: tuple[str, ...]


def import_thread(new: ImportedThread, *, content: Written | None = None) -> tuple[int, int]:
    """Open a thread that stood elsewhere; return its id and that of its opening.

    Emits and raises as `threads.services.imports.import_thread`.
    """
    return imports.import_thread(new, content=content, beside=with_tags(new.tags))


def import_solution(post_id: int, *, at: datetime) -> None:
    """Mark an answer as the solution chosen elsewhere; nothing when it is no answer.

    Emits:
        ThreadSettled: it is one.
    """
    with atomic() as session:
        thread, post = locked_post(post_id)
        if not post.is_answer:
            return
        question = session.get_one(ForumThread, thread.id)
        if thread.feature(post.id) != post.id:
            forget_check(question)
        question.solved_at = at
        thread.advance()
        imports.finish_import(thread.id)


def import_helpful(post_id: int, account_ids: Collection[int], *, at: datetime) -> None:
    """Let members say of an answer that it helped; those who said so already are left out."""
    with atomic() as session:
        thread, post = locked_post(post_id)
        said = set(session.scalars(sa.select(Helpful.account_id).where(Helpful.post_id == post_id)))
        new = set(account_ids) - said - {post.author_id}
        session.add_all(
            Helpful(post_id=post_id, thread_id=thread.id, account_id=account_id, created_at=at)
            for account_id in sorted(new)
        )
        thread.rate(post_id, len(new))
        thread.advance()


def import_duplicate(thread_id: int, other_id: int) -> None:
    """Let a thread that was closed elsewhere point to the one that says the same."""
    with atomic() as session:
        session.get_one(ForumThread, thread_id).duplicate_of = other_id
        thread = locked_thread(thread_id)
        if thread is not None:
            thread.advance()
