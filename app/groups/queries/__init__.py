"""Questions about groups, answered for many at once."""

from app.groups.queries.access import (
    access_membership_facts,
    group_access,
    group_access_by_slug,
    group_access_in,
    membership_params,
    with_membership_facts,
)
from app.groups.queries.badges import (
    group_badges,
    groups_led,
    groups_open_to,
    groups_read_by,
    is_public,
    private_group_ids,
    readable_asked,
    readable_group_ids,
    reading_params,
)
from app.groups.queries.heads import group_head, group_terms
from app.groups.queries.levels import groups_at, joined_at, levels_among, own_choices
from app.groups.queries.lists import group_lists, my_groups, public_groups
from app.groups.queries.members import (
    access_member_item,
    leader_ids,
    leaders,
    leading_members,
    member_ids,
    members,
    members_among,
    running_bans,
    subscriber_ids,
    waiting_requests,
    writers_among,
)
from app.groups.queries.subjects import find_visible_groups, first_group_id, ref_of

__all__ = [
    "access_member_item",
    "access_membership_facts",
    "find_visible_groups",
    "first_group_id",
    "group_access",
    "group_access_by_slug",
    "group_access_in",
    "group_badges",
    "group_head",
    "group_lists",
    "group_terms",
    "groups_at",
    "groups_led",
    "groups_open_to",
    "groups_read_by",
    "is_public",
    "joined_at",
    "leader_ids",
    "leaders",
    "leading_members",
    "levels_among",
    "member_ids",
    "members",
    "members_among",
    "membership_params",
    "my_groups",
    "own_choices",
    "private_group_ids",
    "public_groups",
    "readable_asked",
    "readable_group_ids",
    "reading_params",
    "ref_of",
    "running_bans",
    "subscriber_ids",
    "waiting_requests",
    "with_membership_facts",
    "writers_among",
]
