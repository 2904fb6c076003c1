"""Who is whose friend, as the room that keeps friendships provides it.

What friends may see and hear is decided on many floors, below the one where friendships are made.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

import sqlalchemy as sa

from app.core.db import execute, is_one_of
from app.core.registry import the_provided

FindFriends = Callable[[sa.ColumnElement[int] | int], sa.Select[int]]
"""An account, or a gap for one → the accounts of its friends, as a sub-select of one column."""
_NOBODY = sa.select(sa.literal(0)).where(sa.false())


@dataclass(frozen=True, slots=True, kw_only=True)
class FriendProvider:
    """Who knows the friends of each person."""

    find: FindFriends
    among: sa.Select[int] = field(init=False)
    """The question that nearly every page asks, built once."""

    def __post_init__(self) -> None:
        """Build it."""
        (friend,) = self.find(sa.bindparam("account_id", type_=sa.Integer)).subquery().c
        object.__setattr__(self, "among", sa.select(friend).where(is_one_of(friend, "ids")))


def friend_ids(account_id: int) -> sa.Select[int]:
    """Return, as a sub-select, the friends of a person; nobody, where nobody keeps friendships."""
    provider = the_provided(FriendProvider)
    return _NOBODY if provider is None else provider.find(account_id)


def friends_among(account_id: int, ids: Collection[int]) -> frozenset[int]:
    """Return those of the people who are friends of this one; a thousand ids at the most."""
    provider = the_provided(FriendProvider)
    if not ids or provider is None:
        return frozenset()
    return frozenset(execute(provider.among, account_id=account_id, ids=list(ids)).scalars())
