"""Threads under things whose text belongs to another room: opened, hidden and shown as that says.

Nobody's right is asked and nothing is counted: the room has decided, for whoever wrote the thing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.core import clock
from app.core.events import SubjectHidden, SubjectRestored
from app.core.transaction import atomic, emit
from app.threads.events import PostRemoved, ThreadOpened, ThreadSettled
from app.threads.kinds import kind_of
from app.threads.models import Thread
from app.threads.services.event_fields import change_fields, fields_of
from app.threads.services.inserts import CheckedThread, add_thread
from app.threads.services.moments import moment_in_order


@dataclass(frozen=True, slots=True, kw_only=True)
class HostedThread:
    """What a thread is called under a thing of another room."""

    title: str
    slug: str


def open_hosted(
    kind: str,
    author_id: int,
    new: HostedThread,
    *,
    beside: Callable[[int], None],
    at: datetime | None = None,
) -> int:
    """Begin a thread for everybody, in the name of who wrote the thing; return its id.

    Args:
        kind: `ThreadKind.kind`.
        author_id: who wrote the thing.
        new: what it is called.
        beside: ties it to the thing, before anybody is told.
        at: when that was, for what comes from elsewhere and is no news; otherwise it is now.

    Emits:
        ThreadOpened
    """
    with atomic() as session:
        thread = add_thread(
            session,
            CheckedThread(
                group_id=None,
                kind=kind,
                title=new.title,
                slug=new.slug,
                author_id=author_id,
                created_at=at or moment_in_order(),
            ),
        )
        beside(thread.id)
        emit(
            ThreadOpened(
                **fields_of(thread),
                post_id=None,
                group_id=None,
                author_id=author_id,
                is_news=at is None,
            )
        )
        return thread.id


def hide_hosted(thread_id: int) -> None:
    """Show a thread to nobody, with all that was said in it, until it is shown again.

    Emits:
        PostRemoved, SubjectHidden: unless it is hidden already.
    """
    with atomic() as session:
        thread = session.get_one(Thread, thread_id, with_for_update=True)
        if thread.deleted_at is not None:
            return
        thread.deleted_at = thread.hidden_at = clock.now()
        thread.version += 1
        emit(PostRemoved(**change_fields(thread), post_id=None, actor_id=None))
        emit(SubjectHidden(ref=kind_of(thread.kind).ref(thread.id)))


def show_hosted(thread_id: int, new: HostedThread) -> None:
    """Show a thread again, or under another title.

    Emits:
        ThreadSettled; SubjectRestored when it was hidden.
    """
    with atomic() as session:
        thread = session.get_one(Thread, thread_id, with_for_update=True)
        hidden_at = thread.hidden_at
        thread.title, thread.slug = new.title, new.slug
        thread.deleted_at = thread.hidden_at = None
        thread.version += 1
        session.flush()  # what is found is what it says now
        if hidden_at is not None:
            ref = kind_of(thread.kind).ref(thread.id)
            emit(SubjectRestored(ref=ref, hidden_at=hidden_at))
        emit(ThreadSettled(**fields_of(thread)))
