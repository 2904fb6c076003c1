"""What a post said before."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock
from app.forum.limits import SILENT_EDIT
from app.forum.models import Post, Revision


def keep_revision(session: Session, post: Post, *, editor_id: int, title: str = "") -> None:
    """Keep what a post says before it is changed; the first minutes leave no trace.

    The caller holds the lock of the thread.
    """
    now = clock.now()
    is_own = editor_id == post.author_id
    if is_own and now - post.created_at < SILENT_EDIT:
        return
    last = session.scalar(
        sa.select(sa.func.max(Revision.number)).where(Revision.post_id == post.id)
    )
    session.add(
        Revision(
            post_id=post.id,
            number=(last or 0) + 1,
            title=title if post.number == 1 else "",
            body=post.body,
            editor_id=editor_id,
            created_at=now,
        )
    )
    post.edited_at = now
