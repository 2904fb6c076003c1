"""Liking, and taking it back."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.core import clock
from app.core.db import add_new, remove_all
from app.core.errors import require
from app.core.i18n import _
from app.core.limits import check_rate
from app.core.subjects import Subject, SubjectRef, access_likeable
from app.core.transaction import atomic, emit
from app.core.viewer import Viewer
from app.likes import policy
from app.likes.events import SubjectLiked, SubjectUnliked
from app.likes.models import Like

OFTEN = "60 per minute"


def like(viewer: Viewer, ref: SubjectRef) -> None:
    """Like a subject. Liking it again changes nothing.

    Emits:
        SubjectLiked: when the like is new.

    Raises:
        SignInNeeded: the viewer is a guest.
        Suspended: the viewer may only read for now.
        NotFound: the viewer cannot see the subject.
        Forbidden: the viewer wrote it.
        TooOften: this is no longer a person liking.
    """
    account_id = viewer.writing_id
    check_rate(OFTEN, "likes.like", account_id)
    with atomic() as session:
        subject = access_likeable(viewer, ref)
        require(policy.may_like(viewer, subject), _("You cannot like your own words."))
        if add_new(session, _row(ref, account_id, clock.now())):
            emit(SubjectLiked(account_id=account_id, **_where(subject)))


def unlike(viewer: Viewer, ref: SubjectRef) -> None:
    """Take a like back. Where there is none nothing changes.

    Emits:
        SubjectUnliked: when there was one.

    Raises:
        SignInNeeded: the viewer is a guest.
        NotFound: the viewer cannot see the subject.
    """
    account_id = viewer.known_id
    with atomic() as session:
        subject = access_likeable(viewer, ref)
        is_it = (Like.subject_kind == ref.kind, Like.subject_id == ref.id)
        if remove_all(session, Like, *is_it, Like.account_id == account_id):
            emit(SubjectUnliked(account_id=account_id, **_where(subject)))


def import_likes(ref: SubjectRef, account_ids: Collection[int], *, at: datetime) -> None:
    """Write likes that were given elsewhere; nobody is told, nobody's right is asked."""
    with atomic() as session:
        known = set(
            session.scalars(
                sa.select(Like.account_id).where(
                    Like.subject_kind == ref.kind, Like.subject_id == ref.id
                )
            )
        )
        session.add_all(_row(ref, one, at) for one in sorted(set(account_ids) - known))


def forget(ref: SubjectRef) -> None:
    """Drop the likes of a subject that is gone."""
    with atomic() as session:
        session.execute(
            sa.delete(Like).where(Like.subject_kind == ref.kind, Like.subject_id == ref.id)
        )


def _where(subject: Subject) -> dict[str, Any]:
    """Return what an event says of its subject."""
    return {
        "ref": subject.ref,
        "author_id": subject.author_id,
        "topic": subject.topic,
        "container": subject.container,
        "audience": subject.audience,
    }


def _row(ref: SubjectRef, account_id: int, moment: datetime) -> Like:
    """Make the row of a like."""
    return Like(subject_kind=ref.kind, subject_id=ref.id, account_id=account_id, created_at=moment)
