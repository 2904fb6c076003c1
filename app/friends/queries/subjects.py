"""Requests and friendships as subjects: what can be told of, to the two whom they concern."""

from collections.abc import Collection

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core.db import db
from app.core.subjects import Subject, SubjectRef
from app.core.viewer import Viewer
from app.friends.enums import RequestState
from app.friends.models import FriendRequest, Friendship

REQUEST = "friends.request"
FRIENDSHIP = "friends.friendship"
"""Of the same number as the request that led to it."""


def find_visible_requests(viewer: Viewer, ids: Collection[int]) -> dict[int, Subject]:
    """Return those of the requests that wait for the viewer's answer."""
    rows = db.session.execute(
        sa.select(FriendRequest.id, FriendRequest.asker_id).where(
            FriendRequest.id.in_(set(ids)),
            FriendRequest.asked_id == viewer.account_id,
            FriendRequest.state == RequestState.WAITING,
        )
    ).all()
    return _subjects(REQUEST, {row.id: row.asker_id for row in rows})


def find_visible_friendships(viewer: Viewer, ids: Collection[int]) -> dict[int, Subject]:
    """Return those of the friendships that are the viewer's own, and last."""
    is_asker = FriendRequest.asker_id == viewer.account_id
    other = sa.case((is_asker, FriendRequest.asked_id), else_=FriendRequest.asker_id)
    rows = db.session.execute(
        sa.select(FriendRequest.id, other.label("other_id"))
        .join(
            Friendship,
            (Friendship.account_id == viewer.account_id) & (Friendship.friend_id == other),
        )
        .where(
            FriendRequest.id.in_(set(ids)),
            is_asker | (FriendRequest.asked_id == viewer.account_id),
            FriendRequest.state == RequestState.ACCEPTED,
        )
    ).all()
    return _subjects(FRIENDSHIP, {row.id: row.other_id for row in rows})


def _subjects(kind: str, others: dict[int, int]) -> dict[int, Subject]:
    """Return what concerns the viewer and somebody else, named after the latter."""
    faces = accounts.faces(others.values()) if others else {}
    return {
        number: Subject(
            ref=SubjectRef(kind, number),
            url="/amis" if kind == REQUEST else faces[other_id].url,
            title=faces[other_id].display_name,
            author_id=other_id,
        )
        for number, other_id in others.items()
    }
