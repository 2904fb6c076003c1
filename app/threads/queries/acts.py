"""What moderators did, for the eyes of those whose words it was done to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.registry import provided, provided_by_kind
from app.core.subjects import Subject, SubjectRef
from app.core.viewer import Viewer
from app.text import stored
from app.threads.enums import HOUSE_RULES, HouseRule
from app.threads.kinds import ActKind, kind_of, kinds_in
from app.threads.models import Post, Thread, ThreadAct
from app.threads.queries.access import visible_threads
from app.threads.shapes import ActItem

_TOLD_OFTEN = 3
"""Acts of such a pair, by one person, that an author is told of in a day."""
_DAY = timedelta(days=1)
_OPENING = sa.orm.aliased(Post)
_TEXT = sa.func.coalesce(ThreadAct.post_id, _OPENING.id)
_ACTS = (
    sa.select(ThreadAct, Thread, Post)
    .join(Thread, Thread.id == ThreadAct.thread_id)
    .outerjoin(_OPENING, sa.and_(_OPENING.thread_id == Thread.id, _OPENING.number == 1))
    .outerjoin(Post, Post.id == _TEXT)
)
"""Each act with the post it was done to: the opening, if it is one, for a thread."""
_AUTHOR: sa.ColumnElement[int | None] = sa.case(
    (ThreadAct.post_id.is_(None), Thread.author_id), else_=Post.author_id
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneAct:
    """What a moderator did, as a sentence says it."""

    act: str
    """`ActKind.kind`."""
    rule: HouseRule | None
    """Which was not kept; `None` for what is no matter of rules."""
    reason: str
    happened_at: datetime


def act_url(kind: str, act_id: int) -> str:
    """Return the address of the page of an act done to a thread of a kind."""
    return f"/{kind_of(kind).base}/actes/{act_id}"


def act_ref(kind: str, act_id: int) -> SubjectRef:
    """Return an act done to a thread of a kind, as a subject."""
    return SubjectRef(f"{kind_of(kind).room}.act", act_id)


def author_of_act(act_id: int) -> int | None:
    """Return whose words an act was done to."""
    return db.session.scalar(_ACTS.with_only_columns(_AUTHOR).where(ThreadAct.id == act_id))


def is_toggled(act_id: int) -> bool:
    """Tell whether this act and its reverse were done to the same words more than told often.

    Pinning, closing and hiding can be undone and done again all day; each other act is done once.
    """
    done = sa.select(ThreadAct).where(ThreadAct.id == act_id).subquery()
    both = [(one.kind, one.reverse) for one in provided(ActKind) if one.reverse]
    pairs = [sa.and_(ThreadAct.act.in_(pair), done.c.act.in_(pair)) for pair in both]
    alike = (
        sa.select(sa.func.count(ThreadAct.id))
        .where(
            ThreadAct.thread_id == done.c.thread_id,
            ThreadAct.post_id.is_not_distinct_from(done.c.post_id),
            ThreadAct.actor_id == done.c.actor_id,
            ThreadAct.created_at > clock.now() - _DAY,
            sa.or_(*pairs),
        )
        .select_from(ThreadAct, done)
    )
    return (db.session.scalar(alike) or 0) > _TOLD_OFTEN


def done_acts(refs: Collection[SubjectRef]) -> dict[SubjectRef, tuple[DoneAct, ...]]:
    """Return each act by itself, and all that was done to a thread, the latest last. One query."""
    acts = {ref.id: ref for ref in refs if ref.kind.endswith(".act")}
    threads = {ref.id: ref for ref in refs if ref.kind.endswith(".thread")}
    rows = db.session.execute(
        sa.select(ThreadAct.__table__)
        .where(sa.or_(ThreadAct.id.in_(acts), ThreadAct.thread_id.in_(threads)))
        .order_by(ThreadAct.id)
    )
    found: dict[SubjectRef, list[DoneAct]] = {}
    for row in rows:
        done = DoneAct(
            act=row.act,
            rule=HouseRule(row.rule) if row.rule else None,
            reason=row.reason,
            happened_at=row.created_at,
        )
        for ref in (acts.get(row.id), threads.get(row.thread_id)):
            if ref is not None:
                found.setdefault(ref, []).append(done)
    return {ref: tuple(done) for ref, done in found.items()}


def find_visible_acts(viewer: Viewer, ids: Collection[int], room: str) -> dict[int, Subject]:
    """Return those of the acts in a room that were done to words of the viewer, as subjects."""
    if viewer.is_guest:
        return {}
    is_there = sa.or_(Post.id.is_(None), Post.deleted_at.is_(None))
    is_open = sa.and_(visible_threads(viewer), is_there).label("is_open")
    rows = db.session.execute(
        _ACTS.add_columns(is_open).where(
            ThreadAct.id.in_(ids),
            Thread.kind.in_(kinds_in(room)),
            _AUTHOR.is_not_distinct_from(viewer.account_id),
        )
    )
    return {
        done.id: Subject(
            ref=act_ref(thread.kind, done.id),
            url=_shown_at(done, thread, post) if is_shown else act_url(thread.kind, done.id),
            title=thread.title,
            author_id=viewer.account_id,
        )
        for done, thread, post, is_shown in rows
    }


def access_act(viewer: Viewer, act_id: int) -> ActItem:
    """Return what was done to words of the viewer, and those words.

    Raises:
        NotFound: there is no such act, or it was not done to words of theirs.
    """
    asked = _ACTS.where(ThreadAct.id == act_id, _AUTHOR.is_not_distinct_from(viewer.known_id))
    row: Any = db.session.execute(asked).one_or_none()
    if row is None:
        raise NotFound
    done, thread, post = row
    return ActItem(
        id=done.id,
        act=done.act,
        heading=str(provided_by_kind(ActKind)[done.act].heading),
        rule=str(HOUSE_RULES[HouseRule(done.rule)]) if done.rule else "",
        reason=done.reason,
        actor=accounts.face(done.actor_id),
        happened_at=done.created_at,
        thread_id=thread.id,
        group_id=thread.group_id,
        title=thread.title,
        kind=thread.kind,
        base=kind_of(thread.kind).base,
        is_opening=post is None or post.number == 1,
        parent_id=post.parent_id if post else None,
        body=post.body if post else "",
        html=stored(post.html if post else ""),
    )


def _shown_at(done: ThreadAct, thread: Thread, post: Post | None) -> str:
    """Return where what it was done to stands."""
    kind = kind_of(thread.kind)
    if done.post_id is None or post is None or post.number == 1:
        return kind.address(thread.id, thread.slug)
    return kind.post_address(thread.id, post.id)
