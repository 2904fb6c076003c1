"""Fetch and authorise in one act: absent and forbidden look the same."""

from collections.abc import Collection
from typing import Any, cast
from urllib.parse import quote

import sqlalchemy as sa

from app.core import clock
from app.core.db import db, execute, without_index
from app.core.errors import NotFound
from app.core.subjects import Subject, SubjectRef
from app.core.viewer import Viewer
from app.forum.models import Helpful, Marker, Post, Thread
from app.forum.shapes import TagLink, ThreadHead
from app.groups import queries as groups
from app.groups.enums import JoinOption
from app.groups.shapes import GroupAccess

THREAD = "forum.thread"
POST = "forum.post"

_BLANK = cast("str", sa.literal_column("' '"))  # given as text, it would be quoted at each asking
_HELPED = (
    sa.select(sa.func.aggregate_strings(sa.cast(Helpful.post_id, sa.Text), _BLANK))
    .where(Helpful.thread_id == Thread.id, Helpful.account_id == sa.bindparam("viewer_id"))
    .correlate(Thread)
    .scalar_subquery()
)
"""The answers of a thread that helped the viewer, as numbers between blanks."""

_HEAD = groups.with_membership_facts(
    sa.select(
        *Thread.__table__.columns, Marker.state, Marker.read_number, _HELPED.label("helped_ids")
    )
    .outerjoin(
        Marker,
        sa.and_(Marker.thread_id == Thread.id, Marker.account_id == sa.bindparam("viewer_id")),
    )
    .where(Thread.id == sa.bindparam("thread_id"), Thread.deleted_at.is_(None)),
    Thread.group_id,
)


def thread_url(thread_id: int, slug: str) -> str:
    """Return the address of a thread; its number alone when no word of the title fits in one."""
    return f"/questions/{thread_id}-{slug}" if slug else f"/questions/{thread_id}"


def post_url(thread_id: int, post_id: int) -> str:
    """Return the address that finds the page on which a post stands."""
    return f"/questions/{thread_id}/messages/{post_id}"


def tag_links(names: Collection[str]) -> tuple[TagLink, ...]:
    """Return tags with the addresses of their lists."""
    return tuple(TagLink(name=name, url=f"/questions?etiquette={quote(name)}") for name in names)


def topic_of(thread_id: int) -> str:
    """Return the live topic of a thread."""
    return f"{THREAD}:{thread_id}"


def visible_threads(viewer: Viewer) -> sa.ColumnElement[bool]:
    """Return the condition that a thread is one the viewer may see."""
    return _is_shown(groups.readable_group_ids(viewer))


def visible_threads_asked(*, is_guest: bool) -> sa.ColumnElement[bool]:
    """Return the same condition with gaps, filled by `groups.reading_gaps(viewer)`."""
    return _is_shown(groups.readable_asked(is_guest=is_guest))


def threads_in_public_or(group_ids: Collection[int]) -> sa.ColumnElement[bool]:
    """Return the condition that a thread is there, in a public group or in one of these."""
    group_id, public_ids = without_index(Thread.group_id), groups.readable_asked(is_guest=True)
    is_here = sa.or_(group_id.in_(public_ids), group_id.in_(group_ids))
    return sa.and_(Thread.deleted_at.is_(None), is_here)


def _is_shown(group_ids: "sa.Select[int]") -> sa.ColumnElement[bool]:
    """Return the condition that a thread is there, in one of these groups."""
    return sa.and_(Thread.deleted_at.is_(None), without_index(Thread.group_id).in_(group_ids))


def access_thread(viewer: Viewer, thread_id: int) -> ThreadHead:
    """Return a thread the viewer may see, and where they stand in it. One query.

    Raises:
        NotFound: it does not exist, or not for this viewer.
    """
    row = execute(_HEAD, thread_id=thread_id, **groups.membership_params(viewer)).one_or_none()
    if row is None:
        raise NotFound
    access = _reading(groups.group_access_in(viewer, row))
    helped_ids = frozenset(map(int, (row.helped_ids or "").split()))
    return _head(row, access, (row.state or "normal", row.read_number or 0, helped_ids))


def thread_head(thread_id: int) -> ThreadHead | None:
    """Return a thread as nobody in particular sees it, for what is rendered for everybody.

    Whether somebody may see it is the caller's duty.
    """
    thread = db.session.get(Thread, thread_id)
    if thread is None or thread.deleted_at is not None:
        return None
    badge = groups.group_badges([thread.group_id])[thread.group_id]
    nobody = GroupAccess(
        group=badge,
        may_read=False,
        may_post=False,
        may_moderate=False,
        is_member=False,
        role=None,
        join_option=JoinOption.ASK,
    )
    return _head(thread, nobody, ("normal", 0, frozenset()))


def access_thread_row(
    viewer: Viewer, thread_id: int, *, is_locked: bool = False
) -> tuple[Thread, GroupAccess]:
    """Return the row of a thread the viewer may see; locked, inside `atomic()`, to change it.

    Raises:
        NotFound: it does not exist, or not for this viewer.
    """
    wanted = sa.select(Thread).where(Thread.id == thread_id, Thread.deleted_at.is_(None))
    if is_locked:
        wanted = wanted.with_for_update()
    thread = db.session.scalars(wanted).one_or_none()
    if thread is None:
        raise NotFound
    return thread, _reading(groups.group_access(viewer, thread.group_id))


def access_post_row(
    viewer: Viewer, post_id: int, *, is_locked: bool = False
) -> tuple[Post, Thread, GroupAccess]:
    """Return the row of a post the viewer may see, with its thread, locked to change them.

    Raises:
        NotFound: it does not exist, is deleted, or is not for this viewer.
    """
    thread_id = db.session.scalar(sa.select(Post.thread_id).where(Post.id == post_id))
    if thread_id is None:
        raise NotFound
    thread, access = access_thread_row(viewer, thread_id, is_locked=is_locked)
    post = db.session.scalars(
        sa.select(Post).where(Post.id == post_id, Post.deleted_at.is_(None))
    ).one_or_none()
    if post is None:
        raise NotFound
    return post, thread, access


def watch_thread(viewer: Viewer, thread_id: int) -> None:
    """Return when the viewer may watch the thread live; the same door as its page.

    Raises:
        NotFound: it does not exist, or not for this viewer.
    """
    access_thread_row(viewer, thread_id)


def find_visible_threads(viewer: Viewer, ids: Collection[int]) -> dict[int, Subject]:
    """Return those of the threads that the viewer may see, as subjects."""
    rows = db.session.execute(
        sa.select(Thread.id, Thread.slug, Thread.title, Thread.author_id, Thread.group_id).where(
            Thread.id.in_(ids), visible_threads(viewer)
        )
    )
    return {
        row.id: Subject(
            ref=SubjectRef(THREAD, row.id),
            url=thread_url(row.id, row.slug),
            title=row.title,
            author_id=row.author_id,
            topic=topic_of(row.id),
            container=SubjectRef(THREAD, row.id),
            group_id=row.group_id,
        )
        for row in rows
    }


def find_visible_posts(viewer: Viewer, ids: Collection[int]) -> dict[int, Subject]:
    """Return those of the posts that the viewer may see, as subjects."""
    rows = db.session.execute(
        sa.select(Post.id, Post.thread_id, Post.author_id, Thread.title, Thread.group_id)
        .join(Thread, Thread.id == Post.thread_id)
        .where(Post.id.in_(ids), Post.deleted_at.is_(None), visible_threads(viewer))
    )
    return {
        row.id: Subject(
            ref=SubjectRef(POST, row.id),
            url=post_url(row.thread_id, row.id),
            title=row.title,
            author_id=row.author_id,
            topic=topic_of(row.thread_id),
            container=SubjectRef(THREAD, row.thread_id),
            group_id=row.group_id,
        )
        for row in rows
    }


def _reading(access: GroupAccess) -> GroupAccess:
    """Return where somebody stands, if they may read there.

    Raises:
        NotFound: they may not.
    """
    if not access.may_read:
        raise NotFound
    return access


def _head(
    thread: "Thread | sa.Row[*tuple[Any, ...]]",
    access: GroupAccess,
    marked: tuple[str, int, frozenset[int]],
) -> ThreadHead:
    """Make the head of a thread from its columns and what the viewer made of it."""
    state, read_number, helped_ids = marked
    return ThreadHead(
        id=thread.id,
        ref=SubjectRef(THREAD, thread.id),
        topic=topic_of(thread.id),
        url=thread_url(thread.id, thread.slug),
        title=thread.title,
        slug=thread.slug,
        kind=thread.kind,
        group_id=thread.group_id,
        author_id=thread.author_id,
        tags=tag_links(thread.tags),
        created_at=thread.created_at,
        active_at=thread.active_at,
        post_count=thread.post_count,
        answer_count=thread.answer_count,
        reply_count=thread.reply_count,
        solution_id=thread.solution_id,
        check_on=thread.check_on,
        is_check_due=thread.outdated_at is None
        and thread.check_on is not None
        and thread.check_on <= clock.now(),
        is_outdated=thread.outdated_at is not None,
        check_id=thread.check_id,
        duplicate_of=thread.duplicate_of,
        is_closed=thread.closed_at is not None,
        is_pinned=thread.pinned_at is not None,
        version=thread.version,
        access=access,
        follow_state=state,
        read_number=read_number,
        helped_ids=helped_ids,
    )
