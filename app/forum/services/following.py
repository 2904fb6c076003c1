"""Following and muting threads, and how far somebody has read."""

from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock
from app.core.errors import FormRefused
from app.core.i18n import _
from app.core.transaction import atomic
from app.core.viewer import Viewer
from app.forum.models import Marker, Post, Thread
from app.forum.queries.access import access_thread_row

STATES: Final = ("follow", "normal", "mute")


def set_follow(viewer: Viewer, thread_id: int, state: str) -> None:
    """Follow a thread, mute it, or neither.

    Raises:
        FormRefused: there is no such state.
        NotFound: there is no such thread for this viewer.
    """
    account_id = viewer.known_id
    if state not in STATES:
        raise FormRefused(_("Choose: follow, normal or mute."), field="state")
    with atomic() as session:
        access_thread_row(viewer, thread_id)
        _marker(session, account_id, thread_id).state = state


def mark_read(viewer: Viewer, thread_id: int, number: int) -> None:
    """Remember that posts up to this number were read, and what is gone behind it; never goes back.

    Raises:
        NotFound: there is no such thread for this viewer.
    """
    account_id = viewer.known_id
    with atomic() as session:
        thread, _standing = access_thread_row(viewer, thread_id)
        marker = _marker(session, account_id, thread_id)
        read = _end_of_gap(session, thread, min(number, thread.post_count))
        marker.read_number = max(marker.read_number, read)


def pass_over(session: Session, thread: Thread, number: int) -> None:
    """Let a post that is gone be new to nobody who has read all that is shown before it.

    What nobody can open any more would otherwise wait to be read for ever.
    """
    shown = _shown(thread).where(Post.number < number)
    before = session.scalar(shown.order_by(Post.number.desc()).limit(1)) or 1
    session.execute(
        sa.update(Marker)
        .where(Marker.thread_id == thread.id, Marker.read_number.between(before, number - 1))
        .values(read_number=_end_of_gap(session, thread, number))
    )


def _end_of_gap(session: Session, thread: Thread, number: int) -> int:
    """Return the last number before the next post that is shown."""
    shown = _shown(thread).where(Post.number > number)
    after = session.scalar(shown.order_by(Post.number).limit(1))
    return thread.post_count if after is None else after - 1


def _shown(thread: Thread) -> sa.Select[int]:
    """Return the numbers of the posts of a thread that are not gone."""
    return sa.select(Post.number).where(Post.thread_id == thread.id, Post.deleted_at.is_(None))


def _marker(session: Session, account_id: int, thread_id: int) -> Marker:
    """Return where the person stands in the thread, as a row."""
    marker = session.get(Marker, (account_id, thread_id), with_for_update=True)
    if marker is None:
        marker = Marker(account_id=account_id, thread_id=thread_id, read_number=0)
        session.add(marker)
    marker.updated_at = clock.now()
    return marker
