"""Fetch and authorise in one act: absent and forbidden look the same."""

from collections.abc import Collection
from functools import cache
from typing import Any

import sqlalchemy as sa

from app.core.db import db, execute, is_one_of, without_index
from app.core.errors import NotFound
from app.core.shapes import shaped
from app.core.subjects import Subject, SubjectRef
from app.core.viewer import GUEST, Viewer
from app.groups import queries as groups
from app.groups.enums import JoinOption
from app.groups.shapes import GroupAccess
from app.threads import policy
from app.threads.kinds import KindFacts, facts_of, kind_of, kinds, kinds_in, known_kinds
from app.threads.models import Marker, Post, Thread
from app.threads.shapes import ThreadAccess, ThreadFacts, ThreadHead

_Question = sa.Select[*tuple[Any, ...]]
Row = Any  # of the question below


_THREADS_FOUND: _Question = sa.select(
    Thread.id, Thread.kind, Thread.slug, Thread.title, Thread.author_id, Thread.group_id
).where(is_one_of(Thread.id, "ids"))
_POSTS_FOUND: _Question = (
    sa.select(Post.id, Post.thread_id, Post.author_id, Thread.kind, Thread.title, Thread.group_id)
    .join(Thread, Thread.id == Post.thread_id)
    .where(is_one_of(Post.id, "ids"), Post.deleted_at.is_(None))
)


def visible_threads(viewer: Viewer) -> sa.ColumnElement[bool]:
    """Return the condition that a thread is one the viewer may see."""
    return _is_shown(groups.readable_group_ids(viewer))


def visible_threads_asked(*, is_guest: bool) -> sa.ColumnElement[bool]:
    """Return the same condition with gaps, filled by `groups.reading_params(viewer)`."""
    return _is_shown(groups.readable_asked(is_guest=is_guest))


def threads_in_public_or(group_ids: Collection[int]) -> sa.ColumnElement[bool]:
    """Return the condition that a thread is there, for everybody or in one of these groups."""
    group_id, public_ids = without_index(Thread.group_id), groups.readable_asked(is_guest=True)
    is_here = sa.or_(Thread.group_id.is_(None), group_id.in_(public_ids), group_id.in_(group_ids))
    return sa.and_(Thread.deleted_at.is_(None), is_here)


def _is_shown(group_ids: "sa.Select[int]") -> sa.ColumnElement[bool]:
    """Return the condition that a thread is there, for everybody or in one of these groups."""
    is_here = without_index(Thread.group_id).in_(group_ids)
    return sa.and_(Thread.deleted_at.is_(None), sa.or_(Thread.group_id.is_(None), is_here))


def access_thread(viewer: Viewer, thread_id: int) -> ThreadHead:
    """Return a thread the viewer may see, and where they stand in it. One query.

    Raises:
        NotFound: it does not exist, or not for this viewer.
    """
    row = _head_row(viewer, thread_id)
    if row is None or row.kind not in known_kinds():
        raise NotFound
    return _head(viewer, row, _reading(_access(viewer, groups.group_access_in(viewer, row))))


def thread_head(thread_id: int) -> ThreadHead | None:
    """Return a thread as nobody in particular sees it, for what is rendered for everybody.

    Whether somebody may see it is the caller's duty. One query.
    """
    row = _head_row(GUEST, thread_id)
    if row is None or row.kind not in known_kinds():
        return None
    nobody = ThreadAccess(
        group=groups.group_badge_in(row),
        may_read=False,
        may_post=False,
        may_moderate=False,
        is_member=False,
        join_option=JoinOption.ASK,
    )
    return _head(GUEST, row, nobody)


def access_thread_row(
    viewer: Viewer, thread_id: int, *, is_locked: bool = False
) -> tuple[Thread, ThreadAccess]:
    """Return the row of a thread the viewer may see; locked, inside `atomic()`, to change it.

    Raises:
        NotFound: it does not exist, or not for this viewer.
    """
    wanted = sa.select(Thread).where(Thread.id == thread_id, Thread.deleted_at.is_(None))
    if is_locked:
        wanted = wanted.with_for_update()
    thread = db.session.scalars(wanted).one_or_none()
    if thread is None or thread.kind not in known_kinds():
        raise NotFound
    return thread, _reading(thread_access(viewer, thread.group_id))


def access_post_row(
    viewer: Viewer, post_id: int, *, is_locked: bool = False
) -> tuple[Post, Thread, ThreadAccess]:
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


def watch_thread(viewer: Viewer, thread_id: int, room: str) -> None:
    """Return when the viewer may watch the thread of a room live; the same door as its page.

    Raises:
        NotFound: it does not exist, or not for this viewer, or it is of another room.
    """
    thread, _access = access_thread_row(viewer, thread_id)
    if kind_of(thread.kind).room != room:
        raise NotFound


def find_visible_threads(viewer: Viewer, ids: Collection[int], room: str) -> dict[int, Subject]:
    """Return those of the threads of a room that the viewer may see, as subjects."""
    found: dict[int, Subject] = {}
    for row in _found(viewer, _THREADS_FOUND, ids, room):
        kind = kind_of(row.kind)
        found[row.id] = _subject(row, kind.ref(row.id), kind.address(row.id, row.slug), row.id)
    return found


def find_visible_posts(viewer: Viewer, ids: Collection[int], room: str) -> dict[int, Subject]:
    """Return those of the posts in a room that the viewer may see, as subjects."""
    found: dict[int, Subject] = {}
    for row in _found(viewer, _POSTS_FOUND, ids, room):
        kind = kind_of(row.kind)
        url = kind.post_address(row.thread_id, row.id)
        found[row.id] = _subject(row, kind.post_ref(row.id), url, row.thread_id)
    return found


def _subject(row: "sa.Row[*tuple[Any, ...]]", ref: SubjectRef, url: str, thread_id: int) -> Subject:
    """Return a thread, or a post in it, as a subject that is shown on the page of the thread."""
    thread = kind_of(row.kind).ref(thread_id)
    return Subject(
        ref=ref,
        url=url,
        title=row.title,
        author_id=row.author_id,
        topic=str(thread),
        container=thread,
        audience=groups.audience_of(row.group_id),
    )


def _found(
    viewer: Viewer, which: _Question, ids: Collection[int], room: str
) -> "sa.CursorResult[*tuple[Any, ...]]":
    """Ask for those of some threads or posts of a room that the viewer may see."""
    question = _visible_asked(which, is_guest=viewer.is_guest)
    params = groups.reading_params(viewer)
    return execute(question, ids=list(ids), kinds=list(kinds_in(room)), **params)


@cache
def _visible_asked(which: _Question, *, is_guest: bool) -> _Question:
    """Return a question narrowed to what may be seen; built once."""
    is_of_room = Thread.kind.in_(sa.bindparam("kinds", expanding=True))
    return which.where(is_of_room, visible_threads_asked(is_guest=is_guest))


def thread_access(viewer: Viewer, group_id: int | None) -> ThreadAccess:
    """Return how the viewer stands in the threads of a group, or in those of none.

    Raises:
        NotFound: the group is hidden from the viewer.
    """
    return _access(viewer, None if group_id is None else groups.group_access(viewer, group_id))


def _access(viewer: Viewer, access: GroupAccess | None) -> ThreadAccess:
    """Return how the viewer stands in the threads of a group, or among everybody."""
    if access is None:
        return ThreadAccess(
            group=None,
            may_read=True,
            may_post=not viewer.is_guest and not viewer.is_suspended,
            may_moderate=False,
            is_member=not viewer.is_guest,
            join_option=JoinOption.INSIDE,
        )
    return shaped(ThreadAccess, access)


def _reading(access: ThreadAccess) -> ThreadAccess:
    """Return where somebody stands, if they may read there.

    Raises:
        NotFound: they may not.
    """
    if not access.may_read:
        raise NotFound
    return access


def _head_row(viewer: Viewer, thread_id: int) -> "sa.Row[*tuple[Any, ...]] | None":
    """Return a thread with all that is known of it, and of the viewer in its group."""
    question = _head_asked(facts_of(kinds()))
    return execute(question, thread_id=thread_id, **groups.membership_params(viewer)).one_or_none()


@cache
def _head_asked(known: tuple[KindFacts, ...]) -> _Question:
    """Return the question for the head of a thread; built once."""
    columns = [column for facts in known for column in facts.columns]
    question = sa.select(
        *Thread.__table__.columns, Marker.state, Marker.read_number, *columns
    ).outerjoin(
        Marker,
        sa.and_(Marker.thread_id == Thread.id, Marker.account_id == sa.bindparam("viewer_id")),
    )
    for facts in known:
        question = question.outerjoin(facts.table, facts.thread_id == Thread.id)
    question = question.where(Thread.id == sa.bindparam("thread_id"), Thread.deleted_at.is_(None))
    return groups.with_membership_facts(question, Thread.group_id)


def _head(viewer: Viewer, row: Row, access: ThreadAccess) -> ThreadHead:
    """Make the head of a thread from its row."""
    kind = kind_of(row.kind)
    facts, own = kind.facts.read(row) if kind.facts else (ThreadFacts(), None)
    is_closed = row.closed_at is not None
    return ThreadHead(
        id=row.id,
        ref=kind.ref(row.id),
        topic=str(kind.ref(row.id)),
        url=kind.address(row.id, row.slug),
        sheet_url=kind.sheet_address(row.id, row.slug),
        reply_url=kind.reply_address(row.id, row.slug),
        title=row.title,
        slug=row.slug,
        kind=row.kind,
        base=kind.base,
        has_opening=kind.has_opening,
        is_ranked=kind.is_ranked,
        group_id=row.group_id,
        author_id=row.author_id,
        created_at=row.created_at,
        active_at=row.active_at,
        post_count=row.post_count,
        answer_count=row.answer_count,
        reply_count=row.reply_count,
        featured_id=row.featured_id,
        is_closed=is_closed,
        is_pinned=row.pinned_at is not None,
        version=row.version,
        access=access,
        follow_state=row.state or "normal",
        read_number=row.read_number or 0,
        may_reply=policy.may_reply(viewer, access, is_closed=is_closed),
        may_moderate=policy.may_moderate(viewer, access),
        facts=facts,
        own=own,
    )
