"""Imported friendships: nobody is told, nobody's right is asked."""

from collections.abc import Collection
from datetime import datetime

from app.core.transaction import atomic
from app.friends.models import Friendship


def import_friends(pairs: Collection[tuple[int, int]], *, at: datetime) -> None:
    """Write friendships between people who have none yet."""
    with atomic() as session:
        for one_id, other_id in pairs:
            session.add_all(
                Friendship(account_id=account_id, friend_id=friend_id, since=at, released_at=at)
                for account_id, friend_id in ((one_id, other_id), (other_id, one_id))
            )
