"""Makers of friendships and requests."""

from datetime import datetime

from app.accounts.models import Account
from app.core import clock
from app.core.transaction import atomic
from app.friends.enums import RequestState
from app.friends.models import FriendRequest, Friendship


def make_friends(one: Account, other: Account, *, since: datetime | None = None) -> None:
    """Make two people friends, as if nobody had had to ask."""
    since = since or clock.now()
    with atomic() as session:
        session.add_all(
            Friendship(account_id=account.id, friend_id=friend.id, since=since, released_at=since)
            for account, friend in ((one, other), (other, one))
        )


def make_request(
    asker: Account,
    asked: Account,
    *,
    state: str = RequestState.WAITING,
    message: str = "",
    asked_at: datetime | None = None,
) -> FriendRequest:
    """Make a request that waits, unless said otherwise; nobody is told."""
    request = FriendRequest(
        asker_id=asker.id,
        asked_id=asked.id,
        message=message,
        state=RequestState(state),
        asked_at=asked_at or clock.now(),
        decided_at=None if state == RequestState.WAITING else clock.now(),
    )
    with atomic() as session:
        session.add(request)
    return request
