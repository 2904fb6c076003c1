"""Who is whose friend, as the room that keeps friendships has handed it over.

What friends may see and hear is decided on many floors, below the one where friendships are made.
"""

from collections.abc import Callable, Collection

import sqlalchemy as sa
from flask import Flask, current_app

from app.core.db import db

FindFriends = Callable[[int], sa.Select[int]]
"""An account → the accounts of its friends, as a sub-select of one column."""

FRIENDS = "entraide_friends"
"""Where who knows them is kept, in `app.extensions`."""
_NOBODY = sa.select(sa.literal(0)).where(sa.false())


def announce_friends(app: Flask, find: FindFriends) -> None:
    """Name who knows the friends of each person."""
    app.extensions[FRIENDS] = find


def friend_ids(account_id: int) -> sa.Select[int]:
    """Return, as a sub-select, the friends of a person; nobody, where nobody keeps friendships."""
    find: FindFriends | None = current_app.extensions.get(FRIENDS)
    return _NOBODY if find is None else find(account_id)


def friends_among(account_id: int, ids: Collection[int]) -> frozenset[int]:
    """Return those of the people who are friends of this one; a thousand ids at the most."""
    if not ids or FRIENDS not in current_app.extensions:
        return frozenset()
    (friend,) = friend_ids(account_id).subquery().c
    return frozenset(db.session.scalars(sa.select(friend).where(friend.in_(ids))))
