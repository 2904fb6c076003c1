"""What two people are to each other."""

from typing import Any

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core import clock
from app.core.db import db, literal
from app.core.viewer import Viewer
from app.friends import policy
from app.friends.enums import STANDING, RelationshipState, RequestState
from app.friends.models import FriendRequest, Friendship
from app.friends.shapes import Relationship


def friend_ids(account_id: sa.ColumnElement[int] | int) -> sa.Select[int]:
    """Return, as a sub-select, the friends of a person."""
    return sa.select(Friendship.friend_id).where(Friendship.account_id == account_id)


def relationship(viewer: Viewer, account_id: int) -> Relationship:
    """Return what somebody is to the viewer. Two queries."""
    if accounts.friends_among(viewer.known_id, [account_id]):
        return Relationship(state=RelationshipState.FRIENDS)
    pair = (viewer.known_id, account_id)
    rows = db.session.scalars(
        sa.select(FriendRequest).where(
            FriendRequest.asker_id.in_(pair), FriendRequest.asked_id.in_(pair)
        )
    )
    found = {row.asker_id: row for row in rows}
    mine, theirs = found.get(viewer.known_id), found.get(account_id)
    again_at = policy.ask_again_at(mine.asked_at if mine else None, clock.now())
    if theirs is not None and theirs.state is RequestState.WAITING:
        return Relationship(
            state=RelationshipState.ASKED_BY, ask_again_at=again_at, message=theirs.message
        )
    is_asked = mine is not None and mine.state in STANDING
    return Relationship(
        state=RelationshipState.ASKED if is_asked else RelationshipState.NONE, ask_again_at=again_at
    )


def request_tally() -> sa.Select[*tuple[Any, ...]]:
    """Return how many requests wait for each person, and whether they have friends at all.

    Counted for one of them at a time; it spares those without friends the marks on each page.
    """
    everybody = accounts.account_ids().subquery()
    count = (
        sa.select(sa.func.count())
        .select_from(FriendRequest)
        .where(
            FriendRequest.asked_id == everybody.c.account_id,
            FriendRequest.state == literal(RequestState.WAITING),
        )
        .scalar_subquery()
    )
    has_friends = (
        sa.select(sa.literal(1)).where(Friendship.account_id == everybody.c.account_id).exists()
    )
    return sa.select(
        everybody.c.account_id,
        count.label("friend_request_count"),
        sa.cast(has_friends, sa.Integer).label("has_friends"),
    )
