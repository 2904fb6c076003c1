"""What happens between friends."""

from dataclasses import dataclass

from app.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class FriendAsked(Event):
    """Somebody asked somebody to be friends, for the first time or again."""

    request_id: int
    asker_id: int
    asked_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FriendMade(Event):
    """Two people are friends now."""

    request_id: int
    asker_id: int
    accepter_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FriendLost(Event):
    """Two people are friends no more: one of them ended it, blocked the other or is gone."""

    account_id: int
    friend_id: int
