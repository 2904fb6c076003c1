"""Posts that are hidden, for those who may show them again."""

from datetime import datetime

import sqlalchemy as sa

from app import text
from app.accounts import queries as accounts
from app.core.db import db
from app.core.errors import NotFound, require
from app.core.i18n import _
from app.core.viewer import Viewer
from app.threads import policy
from app.threads.kinds import kind_of, known_kinds
from app.threads.models import Post, Thread
from app.threads.queries.access import thread_access
from app.threads.shapes import HiddenPost


def access_hidden_row(
    viewer: Viewer, post_id: int, *, is_locked: bool = False
) -> tuple[Post, Thread, datetime]:
    """Return a hidden post that the viewer may show again, its thread, and since when it is hidden.

    Locked, inside `atomic()`, to change them.

    Raises:
        Forbidden: the viewer does not moderate here.
        NotFound: there is no such hidden post for this viewer.
    """
    wanted = sa.select(Thread).join(Post, Post.thread_id == Thread.id).where(Post.id == post_id)
    if is_locked:
        wanted = wanted.with_for_update(of=Thread)
    thread = db.session.scalars(wanted).one_or_none()
    post = db.session.get(Post, post_id, populate_existing=is_locked)
    if thread is None or post is None or thread.kind not in known_kinds():
        raise NotFound
    access = thread_access(viewer, thread.group_id)
    if not access.may_read:
        raise NotFound
    require(policy.may_moderate(viewer, access), _("This is for the moderators of the group."))
    is_gone = thread.deleted_at is not None and thread.hidden_at is None
    if post.hidden_at is None or is_gone:
        raise NotFound
    return post, thread, post.hidden_at


def hidden_post(viewer: Viewer, post_id: int) -> HiddenPost:
    """Return what a hidden post said, for those who may show it again.

    Raises:
        Forbidden: the viewer does not moderate here.
        NotFound: there is no such hidden post for this viewer.
    """
    post, thread, hidden_at = access_hidden_row(viewer, post_id)
    kind = kind_of(thread.kind)
    return HiddenPost(
        id=post.id,
        base=kind.base,
        url=kind.post_address(thread.id, post.id),
        title=thread.title,
        is_opening=post.number == 1,
        author=accounts.face(post.author_id),
        html=text.stored(post.html),
        hidden_at=hidden_at,
    )
