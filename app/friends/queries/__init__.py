"""Questions about friends. What they answer is for the one whose friends they are, and no other."""

from app.friends.queries.pages import friends_page
from app.friends.queries.subjects import (
    FRIENDSHIP,
    REQUEST,
    find_visible_friendships,
    find_visible_requests,
)
from app.friends.queries.suggestions import suggested
from app.friends.queries.ties import friend_ids, request_tally, tie

__all__ = [
    "FRIENDSHIP",
    "REQUEST",
    "find_visible_friendships",
    "find_visible_requests",
    "friend_ids",
    "friends_page",
    "request_tally",
    "suggested",
    "tie",
]
