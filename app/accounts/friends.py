"""Who is whose friend, as the room that keeps friendships has handed it over.

What friends may see and hear is decided on many floors, below the one where friendships are made.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

import sqlalchemy as sa
from flask import Flask, current_app

from app.core.db import ask, is_one_of

FindFriends = Callable[[sa.ColumnElement[int] | int], sa.Select[int]]
"""An account, or a gap for one → the accounts of its friends, as a sub-select of one column."""

FRIENDS = "entraide_friends"
"""Where who knows them is kept, in `app.extensions`."""
_NOBODY = sa.select(sa.literal(0)).where(sa.false())


@dataclass(frozen=True, slots=True)
class _Known:
    """What was handed over, and the question that nearly every page asks, built once."""

    find: FindFriends
    among: sa.Select[int]


def announce_friends(app: Flask, find: FindFriends) -> None:
    """Name who knows the friends of each person."""
    (friend,) = find(sa.bindparam("account_id", type_=sa.Integer)).subquery().c
    among = sa.select(friend).where(is_one_of(friend, "ids"))
    app.extensions[FRIENDS] = _Known(find=find, among=among)


def friend_ids(account_id: int) -> sa.Select[int]:
    """Return, as a sub-select, the friends of a person; nobody, where nobody keeps friendships."""
    known: _Known | None = current_app.extensions.get(FRIENDS)
    return _NOBODY if known is None else known.find(account_id)


def friends_among(account_id: int, ids: Collection[int]) -> frozenset[int]:
    """Return those of the people who are friends of this one; a thousand ids at the most."""
    known: _Known | None = current_app.extensions.get(FRIENDS)
    if not ids or known is None:
        return frozenset()
    return frozenset(ask(known.among, account_id=account_id, ids=list(ids)).scalars())
