"""Questions about likes, answered for many subjects at once."""

from collections.abc import Collection

import sqlalchemy as sa

from app.core.db import db, execute
from app.core.ids import ids_by_kind
from app.core.subjects import SubjectRef
from app.core.viewer import Viewer
from app.likes.models import Like
from app.likes.shapes import LikeSummary

_LIKED = sa.select(Like.subject_id).where(
    Like.account_id == sa.bindparam("account_id"),
    Like.subject_kind == sa.bindparam("kind"),
    Like.subject_id.between(sa.bindparam("first"), sa.bindparam("last")),
)
"""What somebody likes in a stretch of ids: few, whatever the stretch holds."""


def like_summaries(viewer: Viewer, refs: Collection[SubjectRef]) -> dict[SubjectRef, LikeSummary]:
    """Return the likes of many subjects in one question to the database.

    Args:
        viewer: whose own likes are marked.
        refs: subjects the viewer is already known to see; not checked again here.

    Returns:
        One entry for every ref asked for, with count 0 where nobody liked it.
    """
    if not refs:
        return {}
    mine = sa.func.max(sa.case((Like.account_id == viewer.account_id, 1), else_=0))
    rows = db.session.execute(
        sa.select(Like.subject_kind, Like.subject_id, sa.func.count(), mine)
        .where(_among(refs))
        .group_by(Like.subject_kind, Like.subject_id)
    )
    found = {SubjectRef(row[0], row[1]): (row[2], bool(row[3])) for row in rows}
    summaries = {}
    for ref in refs:
        count, is_mine = found.get(ref, (0, False))
        summaries[ref] = LikeSummary(ref=ref, count=count, is_mine=is_mine)
    return summaries


def liked_among(viewer: Viewer, refs: Collection[SubjectRef]) -> frozenset[SubjectRef]:
    """Return those of the subjects that the viewer likes. One query for each kind."""
    if viewer.is_guest:
        return frozenset()
    liked = {
        SubjectRef(kind, subject_id)
        for kind, wanted in ids_by_kind(refs).items()
        for (subject_id,) in execute(
            _LIKED,
            account_id=viewer.account_id,
            kind=kind,
            first=min(wanted),
            last=max(wanted),
        )
    }
    return frozenset(liked) & frozenset(refs)


def like_summary(viewer: Viewer, ref: SubjectRef) -> LikeSummary:
    """Return the likes of one subject."""
    return like_summaries(viewer, [ref])[ref]


def like_count(ref: SubjectRef) -> int:
    """Return how many people like a subject."""
    count = sa.select(sa.func.count()).select_from(Like).where(_among([ref]))
    return db.session.scalar(count) or 0


def like_count_of(
    kind: str, subject_id: sa.SQLColumnExpression[int] | sa.SQLColumnExpression[int | None]
) -> sa.ScalarSelect[int]:
    """Return how many people like a subject whose id stands in a column: part of a question."""
    count = sa.select(sa.func.count(Like.id)).correlate_except(Like)
    return count.where(Like.subject_kind == kind, Like.subject_id == subject_id).scalar_subquery()


def liker_ids(ref: SubjectRef, *, most: int = 200) -> tuple[int, ...]:
    """Return who likes a subject, the latest first."""
    return tuple(
        db.session.scalars(
            sa.select(Like.account_id).where(_among([ref])).order_by(Like.id.desc()).limit(most)
        )
    )


def _among(refs: Collection[SubjectRef]) -> sa.ColumnElement[bool]:
    """Return the condition that a like is of one of the subjects."""
    return sa.or_(
        *(
            sa.and_(Like.subject_kind == kind, Like.subject_id.in_(wanted))
            for kind, wanted in ids_by_kind(refs).items()
        )
    )
