"""Questions about groups, answered for many at once."""

from app.groups.queries.badges import (
    group_badges,
    groups_led,
    groups_open_to,
    is_public,
    private_group_ids,
    readable_asked,
    readable_group_ids,
    reading_gaps,
)
from app.groups.queries.heads import group_head, group_terms
from app.groups.queries.levels import groups_at, joined_at, levels_among, own_choices
from app.groups.queries.lists import group_lists, my_groups, public_groups
from app.groups.queries.members import (
    access_member_item,
    attentive_ids,
    leader_ids,
    leaders,
    leading_members,
    member_ids,
    members,
    members_among,
    running_bans,
    waiting_requests,
)
from app.groups.queries.standings import (
    access_tie,
    standing,
    standing_by_slug,
    standing_in,
    tie_gaps,
    with_ties,
)
from app.groups.queries.subjects import find_visible_groups, first_group_id, ref_of

__all__ = [
    "access_member_item",
    "access_tie",
    "attentive_ids",
    "find_visible_groups",
    "first_group_id",
    "group_badges",
    "group_head",
    "group_lists",
    "group_terms",
    "groups_at",
    "groups_led",
    "groups_open_to",
    "is_public",
    "joined_at",
    "leader_ids",
    "leaders",
    "leading_members",
    "levels_among",
    "member_ids",
    "members",
    "members_among",
    "my_groups",
    "own_choices",
    "private_group_ids",
    "public_groups",
    "readable_asked",
    "readable_group_ids",
    "reading_gaps",
    "ref_of",
    "running_bans",
    "standing",
    "standing_by_slug",
    "standing_in",
    "tie_gaps",
    "waiting_requests",
    "with_ties",
]
