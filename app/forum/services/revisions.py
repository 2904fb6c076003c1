"""What a post said before."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock
from app.forum.limits import SILENT_EDIT
from app.forum.models import Post, Revision


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
