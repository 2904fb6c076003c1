"""What people do with groups."""

from app.groups.services.account_closure import leave_everything
from app.groups.services.admission import join, join_if_open, leave, withdraw_request
from app.groups.services.counters import recount_members
from app.groups.services.creation import found_first_group, found_group
from app.groups.services.join_requests import accept_request, refuse_request
from app.groups.services.memberships import add_member
from app.groups.services.removals import Removal, lift_ban, remove_member
from app.groups.services.roles import change_role, hand_over
from app.groups.services.settings import (
    archive,
    change_group,
    change_picture,
    choose_level,
    drop_picture,
)

__all__ = [
    "Removal",
    "accept_request",
    "add_member",
    "archive",
    "change_group",
    "change_picture",
    "change_role",
    "choose_level",
    "drop_picture",
    "found_first_group",
    "found_group",
    "hand_over",
    "join",
    "join_if_open",
    "leave",
    "leave_everything",
    "lift_ban",
    "recount_members",
    "refuse_request",
    "remove_member",
    "withdraw_request",
]
