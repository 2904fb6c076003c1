"""Questions about people, answered for many at once."""

from app.accounts.providers import friend_ids, friends_among
from app.accounts.queries.audience import audience_among, in_audience, opened_at
from app.accounts.queries.blocks import (
    blocked_faces,
    blocked_ids,
    blocked_with,
    blocked_with_ids,
    blocks_between,
)
from app.accounts.queries.faces import (
    avatar_address,
    by_handle,
    face,
    faces,
    hue_of,
    ids_by_name,
)
from app.accounts.queries.people import (
    PERSON,
    account_ids,
    find_visible_people,
    neighbours,
    neighbours_asked,
    people_after,
    people_to_find,
    people_who_help,
)
from app.accounts.queries.profiles import own_settings, profile
from app.accounts.queries.sessions import (
    accepting_letters,
    last_seen,
    letter_taker_ids,
    link_target,
    open_sessions,
    recipient,
    recipients,
)
from app.accounts.queries.staff import first_administrator, holders_of
from app.accounts.queries.viewers import absent_viewer, operator

__all__ = [
    "PERSON",
    "absent_viewer",
    "accepting_letters",
    "account_ids",
    "audience_among",
    "avatar_address",
    "blocked_faces",
    "blocked_ids",
    "blocked_with",
    "blocked_with_ids",
    "blocks_between",
    "by_handle",
    "face",
    "faces",
    "find_visible_people",
    "first_administrator",
    "friend_ids",
    "friends_among",
    "holders_of",
    "hue_of",
    "ids_by_name",
    "in_audience",
    "last_seen",
    "letter_taker_ids",
    "link_target",
    "neighbours",
    "neighbours_asked",
    "open_sessions",
    "opened_at",
    "operator",
    "own_settings",
    "people_after",
    "people_to_find",
    "people_who_help",
    "profile",
    "recipient",
    "recipients",
]
