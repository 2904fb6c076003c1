"""Questions about friends. What they answer is for the one whose friends they are, and no other."""

from app.friends.queries.pages import friends_page
from app.friends.queries.relationships import friend_ids, relationship, request_tally
from app.friends.queries.subjects import (
    FRIENDSHIP,
    REQUEST,
    find_visible_friendships,
    find_visible_requests,
)
from app.friends.queries.suggestions import suggested

__all__ = [
    "FRIENDSHIP",
    "REQUEST",
    "find_visible_friendships",
    "find_visible_requests",
    "friend_ids",
    "friends_page",
    "relationship",
    "request_tally",
    "suggested",
]
