"""Hiding posts and threads, and showing them again: what a moderator does until it is decided."""

from sqlalchemy.orm import Session

from app.core import clock
from app.core.events import SubjectHidden, SubjectRemoved, SubjectRestored
from app.core.transaction import atomic, emit
from app.core.viewer import Viewer
from app.threads.enums import Act
from app.threads.events import PostRestored
from app.threads.kinds import kind_of
from app.threads.models import Post, Thread
from app.threads.queries.access import access_post_row
from app.threads.queries.hidden_posts import access_hidden_row, reason_of_hiding, require_another
from app.threads.services.counters import recount_thread
from app.threads.services.event_fields import change_fields
from app.threads.services.moderation_acts import UNSAID, checked_reason, record_act
from app.threads.services.removals import tell_removed
from app.threads.shapes import Reason


def hide_post(viewer: Viewer, post_id: int, reason: Reason) -> None:
    """Show a post to nobody, until it is restored; with the opening the whole thread.

    Emits:
        PostRemoved, SubjectHidden, ActRecorded

    Raises:
        FormRefused: no rule or no reason is given.
        Forbidden: the viewer does not moderate here, or wrote it.
        NotFound: there is no such post for this viewer.
    """
    with atomic() as session:
        post, thread, access = access_post_row(viewer, post_id, is_locked=True)
        require_another(viewer, access, post.author_id)
        said = checked_reason(reason, is_needed=True, has_rule=True)
        record_act(session, thread, Act.HIDDEN, viewer.writing_id, about=(post, said))
        _set(session, thread, post, is_hidden=True)
        was_featured = thread.featured_id == post.id
        if was_featured:
            thread.featured_id = None
        tell_removed(viewer, thread, post.id, was_featured=was_featured)
        if post.number == 1:
            emit(SubjectHidden(ref=kind_of(thread.kind).ref(thread.id)))
        emit(SubjectHidden(ref=kind_of(thread.kind).post_ref(post.id)))


def restore_post(viewer: Viewer, post_id: int) -> None:
    """Show a hidden post again; with the opening the whole thread. Twice is once.

    A solution that was hidden is an answer again, and may be chosen again.

    Emits:
        PostRestored, SubjectRestored, ActRecorded

    Raises:
        Forbidden: the viewer does not moderate here, or wrote it.
        NotFound: there is no such hidden post for this viewer.
    """
    with atomic() as session:
        post, thread, hidden_at = access_hidden_row(viewer, post_id, is_locked=True)
        record_act(session, thread, Act.RESTORED, viewer.writing_id, about=(post, UNSAID))
        _set(session, thread, post, is_hidden=False)
        thread.version += 1
        kind = kind_of(thread.kind)
        emit(
            PostRestored(
                **change_fields(thread),
                post_id=post.id,
                actor_id=viewer.writing_id,
            )
        )
        if post.number == 1:
            emit(SubjectRestored(ref=kind.ref(thread.id), hidden_at=hidden_at))
        emit(SubjectRestored(ref=kind.post_ref(post.id), hidden_at=hidden_at))


def delete_hidden(viewer: Viewer, post_id: int) -> None:
    """Take a hidden post away for good, without showing it again; with the opening its thread.

    Its author is told the rule and the reason for which it was hidden.

    Emits:
        SubjectRemoved, ActRecorded

    Raises:
        Forbidden: the viewer does not moderate here, or wrote it.
        NotFound: there is no such hidden post for this viewer.
    """
    with atomic() as session:
        post, thread, _hidden_at = access_hidden_row(viewer, post_id, is_locked=True)
        why = reason_of_hiding(post.id)
        record_act(session, thread, Act.DELETED, viewer.writing_id, about=(post, why))
        post.hidden_at = None
        if post.number == 1:
            thread.hidden_at = None
            emit(SubjectRemoved(ref=kind_of(thread.kind).ref(thread.id)))
        emit(SubjectRemoved(ref=kind_of(thread.kind).post_ref(post.id)))


def _set(session: Session, thread: Thread, post: Post, *, is_hidden: bool) -> None:
    """Hide a post and what it began, or show it; the thread is locked."""
    moment = clock.now() if is_hidden else None
    for row in (post, thread) if post.number == 1 else (post,):
        row.deleted_at = row.hidden_at = moment
    session.flush()  # it is no longer counted, or counted again
    recount_thread(session, thread)
