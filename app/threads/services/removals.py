"""Taking posts and threads away."""

from sqlalchemy.orm import Session

from app.core import clock
from app.core.errors import require
from app.core.events import SubjectRemoved
from app.core.i18n import _
from app.core.transaction import atomic, emit
from app.core.viewer import Viewer
from app.threads import policy
from app.threads.enums import Act
from app.threads.events import PostRemoved
from app.threads.kinds import kind_of
from app.threads.models import Post, Thread
from app.threads.queries.access import access_post_row, access_thread_row
from app.threads.services.counters import recount_thread
from app.threads.services.event_fields import change_fields
from app.threads.services.moderation_acts import UNSAID, checked_reason, record_act
from app.threads.shapes import Reason, ThreadAccess


def delete_post(viewer: Viewer, post_id: int, *, reason: Reason = UNSAID) -> None:
    """Take a post away. A place-holder stays where others replied to it.

    Deleting the opening deletes the thread. Moderators say which rule was not kept, and why.

    Emits:
        PostRemoved, SubjectRemoved; ActRecorded when it was somebody else's.

    Raises:
        FormRefused: it is somebody else's, and no rule or no reason is given.
        Forbidden: the viewer may not, or others have answered the thread.
        NotFound: there is no such post for this viewer.
    """
    with atomic() as session:
        post, thread, access = access_post_row(viewer, post_id, is_locked=True)
        _require(viewer, access, post.author_id)
        if post.number == 1:
            _end(viewer, thread, access)
        _keep_why(session, viewer, thread, post, reason)
        post.deleted_at = clock.now()
        session.flush()  # it is no longer shown
        recount_thread(session, thread)
        was_featured = thread.featured_id == post.id
        if was_featured:
            thread.featured_id = None
        tell_removed(viewer, thread, post.id, was_featured=was_featured)
        emit(SubjectRemoved(ref=kind_of(thread.kind).post_ref(post.id)))


def delete_thread(viewer: Viewer, thread_id: int, *, reason: Reason = UNSAID) -> None:
    """Take a thread away whose text belongs to another room; that room lets its text go.

    Emits:
        PostRemoved, SubjectRemoved; ActRecorded when it was somebody else's.

    Raises:
        FormRefused: it is somebody else's, and no rule or no reason is given.
        Forbidden: the viewer may not, or others have answered it.
        NotFound: there is no such thread for this viewer.
    """
    with atomic() as session:
        thread, access = access_thread_row(viewer, thread_id, is_locked=True)
        _require(viewer, access, thread.author_id)
        _end(viewer, thread, access)
        _keep_why(session, viewer, thread, None, reason)
        tell_removed(viewer, thread, None)


def _require(viewer: Viewer, access: ThreadAccess, author_id: int | None) -> None:
    """Go on when the viewer may take away what somebody wrote.

    Raises:
        Forbidden: they neither wrote it nor moderate.
    """
    require(
        policy.may_delete(viewer, access, author_id=author_id),
        _("Only its author and the moderators may delete this."),
    )


def _end(viewer: Viewer, thread: Thread, access: ThreadAccess) -> None:
    """Let a locked thread be gone.

    Raises:
        Forbidden: others have answered it, and the viewer does not moderate.
    """
    require(
        thread.answer_count == 0 or policy.may_moderate(viewer, access),
        _("Others have answered: ask a moderator to delete the whole thread."),
    )
    thread.deleted_at = clock.now()
    emit(SubjectRemoved(ref=kind_of(thread.kind).ref(thread.id)))


def _keep_why(
    session: Session, viewer: Viewer, thread: Thread, post: Post | None, reason: Reason
) -> None:
    """Keep why somebody else's words go; one's own go without a word.

    Raises:
        FormRefused: no rule or no reason is given.
    """
    author_id = post.author_id if post else thread.author_id
    if author_id != viewer.writing_id:
        said = checked_reason(reason, is_needed=True, has_rule=True)
        record_act(session, thread, Act.DELETED, viewer.writing_id, about=(post, said))


def tell_removed(
    viewer: Viewer, thread: Thread, post_id: int | None, *, was_featured: bool = False
) -> None:
    """Tell that a post is gone, as the next version of its thread."""
    thread.version += 1
    emit(
        PostRemoved(
            **change_fields(thread),
            post_id=post_id,
            actor_id=viewer.writing_id,
            was_featured=was_featured,
        )
    )
