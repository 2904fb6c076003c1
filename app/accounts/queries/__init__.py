"""Questions about people, answered for many at once."""

from app.accounts.friends import friend_ids, friends_among
from app.accounts.queries.blocks import (
    blocked_faces,
    blocked_ids,
    blocks_between,
    silent_towards,
)
from app.accounts.queries.faces import (
    avatar_address,
    by_handle,
    face,
    faces,
    hue_of,
    ids_by_prefix,
)
from app.accounts.queries.people import (
    PERSON,
    account_ids,
    find_visible_people,
    neighbours,
    people_after,
    people_to_find,
)
from app.accounts.queries.profiles import own_settings, profile
from app.accounts.queries.sessions import (
    absent_viewer,
    accepting_letters,
    last_seen,
    letter_taker_ids,
    link_target,
    open_sessions,
    recipient,
    recipients,
)
from app.accounts.queries.staff import first_administrator

__all__ = [
    "PERSON",
    "absent_viewer",
    "accepting_letters",
    "account_ids",
    "avatar_address",
    "blocked_faces",
    "blocked_ids",
    "blocks_between",
    "by_handle",
    "face",
    "faces",
    "find_visible_people",
    "first_administrator",
    "friend_ids",
    "friends_among",
    "hue_of",
    "ids_by_prefix",
    "last_seen",
    "letter_taker_ids",
    "link_target",
    "neighbours",
    "open_sessions",
    "own_settings",
    "people_after",
    "people_to_find",
    "profile",
    "recipient",
    "recipients",
    "silent_towards",
]
