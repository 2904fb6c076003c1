"""Who may do what in a group: the rules, without a question to the database."""

from app.core.viewer import Right, Viewer
from app.groups.shapes import Tie
from app.groups.terms import Door, Joining, Role, Visibility

LEADERS = frozenset({Role.OWNER, Role.MODERATOR})


def may_see(viewer: Viewer, tie: Tie) -> bool:
    """Know that the group exists: everybody, unless it is hidden."""
    is_hidden = tie.group.visibility is Visibility.HIDDEN
    return not is_hidden or tie.role is not None or viewer.has(Right.GROUPS_MANAGE)


def may_read(tie: Tie) -> bool:
    """Read what is said: anybody in a public group, members elsewhere. Staff are no exception."""
    return tie.group.is_public or tie.role is not None


def may_post(viewer: Viewer, tie: Tie) -> bool:
    """Write: members, and in an open public group anybody signed in who is not banned."""
    if viewer.is_guest or viewer.is_suspended or tie.group.is_archived:
        return False
    return tie.role is not None or may_walk_in(tie)


def may_walk_in(tie: Tie) -> bool:
    """Become a member by writing: where the door of a public group is open."""
    return tie.group.is_public and door(tie) is Door.OPEN


def door(tie: Tie) -> Door:
    """Return what one finds at the door; the first that applies."""
    if tie.role is not None:
        return Door.INSIDE
    if tie.group.is_archived:
        return Door.ARCHIVED
    if tie.is_banned:
        return Door.BANNED
    if tie.joining is Joining.OPEN:
        return Door.OPEN
    if tie.joining is Joining.INVITATION:
        return Door.INVITED_ONLY
    return Door.ASKED if tie.has_asked else Door.ASK


def may_moderate(viewer: Viewer, tie: Tie) -> bool:
    """Look after who comes in and what is said: owners and moderators."""
    return tie.role in LEADERS and not viewer.is_suspended


def may_manage(viewer: Viewer, tie: Tie) -> bool:
    """Change settings and roles: owners, and staff who manage groups."""
    is_owner = tie.role is Role.OWNER and not viewer.is_suspended
    return is_owner or viewer.has(Right.GROUPS_MANAGE)


def may_remove(viewer: Viewer, tie: Tie, whom: Role) -> bool:
    """Send a member away: moderators, members; owners, moderators too; staff, anybody."""
    if viewer.has(Right.GROUPS_MANAGE):
        return True
    if whom is Role.OWNER or not may_moderate(viewer, tie):
        return False
    return whom is Role.MEMBER or tie.role is Role.OWNER


def may_set_role(viewer: Viewer, tie: Tie, *, before: Role, is_self: bool) -> bool:
    """Give a role: those who manage. Owners step down by themselves, or staff step in."""
    if not may_manage(viewer, tie):
        return False
    return before is not Role.OWNER or is_self or viewer.has(Right.GROUPS_MANAGE)


def may_found(viewer: Viewer) -> bool:
    """Found a group: any member; how many in a day is bounded."""
    return not viewer.is_guest and not viewer.is_suspended
