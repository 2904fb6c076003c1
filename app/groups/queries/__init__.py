"""Questions about groups, answered for many at once."""

from app.groups.queries.badges import group_badges, groups_open_to, readable_group_ids
from app.groups.queries.members import member_ids, watchers
from app.groups.queries.standings import access_tie, standing, standing_by_slug

__all__ = [
    "access_tie",
    "group_badges",
    "groups_open_to",
    "member_ids",
    "readable_group_ids",
    "standing",
    "standing_by_slug",
    "watchers",
]
