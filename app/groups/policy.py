"""Who may do what in a group: the rules, without a question to the database."""

from app.core.viewer import Right, Viewer
from app.groups.enums import Joining, JoinOption, Role, Visibility
from app.groups.shapes import MembershipFacts

LEADERS = frozenset({Role.OWNER, Role.MODERATOR})


def may_see(viewer: Viewer, facts: MembershipFacts) -> bool:
    """Know that the group exists: everybody, unless it is hidden."""
    is_hidden = facts.group.visibility is Visibility.HIDDEN
    return not is_hidden or facts.role is not None or viewer.has(Right.GROUPS_MANAGE)


def may_read(facts: MembershipFacts) -> bool:
    """Read what is said: anybody in a public group, members elsewhere. Staff are no exception."""
    return facts.group.is_public or facts.role is not None


def may_post(viewer: Viewer, facts: MembershipFacts) -> bool:
    """Write: members, and in an open public group anybody signed in who is not banned."""
    if viewer.is_guest or viewer.is_suspended or facts.group.is_archived:
        return False
    return facts.role is not None or may_walk_in(facts)


def may_walk_in(facts: MembershipFacts) -> bool:
    """Become a member by writing: where a public group is open."""
    return facts.group.is_public and join_option(facts) is JoinOption.OPEN


def join_option(facts: MembershipFacts) -> JoinOption:
    """Return the join option; the first that applies."""
    if facts.role is not None:
        return JoinOption.INSIDE
    if facts.group.is_archived:
        return JoinOption.ARCHIVED
    if facts.is_banned:
        return JoinOption.BANNED
    if facts.joining is Joining.OPEN:
        return JoinOption.OPEN
    if facts.joining is Joining.INVITATION:
        return JoinOption.INVITED_ONLY
    return JoinOption.ASKED if facts.has_asked else JoinOption.ASK


def may_moderate(viewer: Viewer, facts: MembershipFacts) -> bool:
    """Look after who comes in and what is said: owners and moderators."""
    return facts.role in LEADERS and not viewer.is_suspended


def may_manage(viewer: Viewer, facts: MembershipFacts) -> bool:
    """Change settings and roles: owners, and staff who manage groups."""
    is_owner = facts.role is Role.OWNER and not viewer.is_suspended
    return is_owner or viewer.has(Right.GROUPS_MANAGE)


def may_remove(viewer: Viewer, facts: MembershipFacts, whom: Role) -> bool:
    """Send a member away: moderators, members; owners, moderators too; staff, anybody."""
    if viewer.has(Right.GROUPS_MANAGE):
        return True
    if whom is Role.OWNER or not may_moderate(viewer, facts):
        return False
    return whom is Role.MEMBER or facts.role is Role.OWNER


def may_set_role(viewer: Viewer, facts: MembershipFacts, *, before: Role, is_self: bool) -> bool:
    """Give a role: those who manage. Owners step down by themselves, or staff step in."""
    if not may_manage(viewer, facts):
        return False
    return before is not Role.OWNER or is_self or viewer.has(Right.GROUPS_MANAGE)


def may_found(viewer: Viewer) -> bool:
    """Found a group: any member; how many in a day is bounded."""
    return not viewer.is_guest and not viewer.is_suspended
