"""What a post said before."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock
from app.core.errors import require
from app.core.i18n import _
from app.core.transaction import emit
from app.core.viewer import Viewer
from app.threads import policy
from app.threads.enums import Act
from app.threads.events import PostEdited
from app.threads.limits import SILENT_EDIT
from app.threads.models import Post, Revision, Thread
from app.threads.queries.access import access_post_row
from app.threads.services.content import Written, fill, name_people
from app.threads.services.event_fields import change_fields
from app.threads.services.moderation_acts import UNSAID, record_act


def access_editable(viewer: Viewer, post_id: int) -> tuple[Post, Thread]:
    """Return a post that the viewer may edit and its thread, locked.

    Raises:
        Forbidden: the viewer may not edit it.
        NotFound: there is no such post for this viewer.
    """
    post, thread, access = access_post_row(viewer, post_id, is_locked=True)
    is_closed = thread.closed_at is not None
    require(
        policy.may_edit(viewer, access, author_id=post.author_id, is_closed=is_closed),
        _("Only its author and the moderators may edit this."),
    )
    return post, thread


def keep_revision(session: Session, post: Post, *, editor_id: int, title: str = "") -> None:
    """Keep what a post says before it is changed; who mends their own last words leaves no trace.

    What somebody else said is always kept: or their words would stand in the name of the editor
    before them. The caller holds the lock of the thread.
    """
    now = clock.now()
    last = session.scalars(
        sa.select(Revision)
        .where(Revision.post_id == post.id)
        .order_by(Revision.number.desc())
        .limit(1)
    ).one_or_none()
    said_by, said_at = post.author_id, post.created_at
    if last is not None:
        said_by, said_at = last.editor_id, last.created_at
    if said_by == editor_id and now - said_at < SILENT_EDIT:
        return
    session.add(
        Revision(
            post_id=post.id,
            number=(last.number if last else 0) + 1,
            title=title if post.number == 1 else "",
            body=post.body,
            editor_id=editor_id,
            created_at=now,
        )
    )
    post.edited_at = now


def rewrite(
    session: Session, thread: Thread, post: Post, content: Written, *, editor_id: int
) -> None:
    """Put another text into a post, and tell of it. The caller holds the lock of the thread.

    Emits:
        PostEdited; ActRecorded when it is somebody else's.
    """
    fill(post, content)
    naming = name_people(session, post, content.mentioned_ids)
    thread.version += 1
    if post.author_id != editor_id:
        record_act(session, thread, Act.EDITED, editor_id, about=(post, UNSAID))
    emit(
        PostEdited(
            **change_fields(thread),
            post_id=post.id,
            editor_id=editor_id,
            named_ids=naming.added_ids,
            unnamed_ids=naming.gone_ids,
        )
    )
