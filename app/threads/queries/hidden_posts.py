"""Posts that are hidden, for those who may show them again."""

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime

import sqlalchemy as sa

from app import text
from app.accounts import queries as accounts
from app.core.db import db
from app.core.errors import Forbidden, NotFound, require
from app.core.i18n import _
from app.core.viewer import Viewer
from app.threads import policy
from app.threads.enums import Act
from app.threads.kinds import kind_of, kinds_in, known_kinds
from app.threads.models import Post, Thread, ThreadAct
from app.threads.queries.access import thread_access
from app.threads.shapes import HiddenPost, Reason, ThreadAccess


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
    require_another(viewer, access, post.author_id)
    is_gone = thread.deleted_at is not None and thread.hidden_at is None
    if post.hidden_at is None or is_gone:
        raise NotFound
    return post, thread, post.hidden_at


def require_another(viewer: Viewer, access: ThreadAccess, author_id: int | None) -> None:
    """Go on when the viewer moderates, and decides about somebody else's words.

    Raises:
        Forbidden: they do not moderate here, or the words are their own.
    """
    require(policy.may_moderate(viewer, access), _("This is for the moderators of the group."))
    require(not viewer.is_account(author_id), _("Somebody else decides about your own words."))


def reason_of_hiding(post_id: int) -> Reason:
    """Return why a post was hidden last."""
    acts = sa.select(ThreadAct.rule, ThreadAct.reason).where(
        ThreadAct.post_id == post_id, ThreadAct.act == Act.HIDDEN
    )
    row = db.session.execute(acts.order_by(ThreadAct.id.desc()).limit(1)).one()
    return Reason(rule=row.rule, sentence=row.reason)


def hidden_opening(viewer: Viewer, thread_id: int) -> int | None:
    """Return the opening of a thread that the viewer may show again; `None` when it is none."""
    if viewer.is_guest:
        return None
    is_hidden = sa.and_(Post.thread_id == thread_id, Post.number == 1, Post.hidden_at.is_not(None))
    post_id = db.session.scalar(sa.select(Post.id).where(is_hidden))
    return post_id if post_id is not None and _may_restore(viewer, post_id) else None


def find_decided_posts(viewer: Viewer, ids: Collection[int], room: str) -> frozenset[int]:
    """Return those of the posts in a room that are hidden, and that the viewer may restore."""
    hidden = (
        sa.select(Post.id)
        .join(Thread, Thread.id == Post.thread_id)
        .where(Post.id.in_(ids), Post.hidden_at.is_not(None), Thread.kind.in_(kinds_in(room)))
    )
    return frozenset(one for one in db.session.scalars(hidden).all() if _may_restore(viewer, one))


def _may_restore(viewer: Viewer, post_id: int) -> bool:
    """Tell whether the viewer may show a hidden post again."""
    with suppress(Forbidden, NotFound):
        access_hidden_row(viewer, post_id)
        return True
    return False


def hidden_post(viewer: Viewer, post_id: int) -> HiddenPost:
    """Return what a hidden post said, for those who may show it again.

    Raises:
        Forbidden: the viewer does not moderate here.
        NotFound: there is no such hidden post for this viewer.
    """
    post, thread, hidden_at = access_hidden_row(viewer, post_id)
    kind, access = kind_of(thread.kind), thread_access(viewer, thread.group_id)
    around = access.group.url if access.group else f"/{kind.base}"
    return HiddenPost(
        id=post.id,
        base=kind.base,
        url=kind.post_address(thread.id, post.id),
        above=around if post.number == 1 else kind.address(thread.id, thread.slug),
        title=thread.title,
        is_opening=post.number == 1,
        author=accounts.face(post.author_id),
        html=text.stored(post.html),
        hidden_at=hidden_at,
    )
