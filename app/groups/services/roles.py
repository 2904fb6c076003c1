"""Who looks after a group, and how the keys change hands."""

from app.core.errors import FormRefused, NotFound
from app.core.i18n import _
from app.core.transaction import atomic, emit
from app.core.versions import Check, unseen
from app.core.viewer import Viewer
from app.groups import policy
from app.groups.enums import Role
from app.groups.events import RoleChanged
from app.groups.models import Membership
from app.groups.queries import access_membership_facts
from app.groups.services.memberships import find_member, keep_an_owner
from app.groups.services.requirements import require_member


def change_role(
    viewer: Viewer, group_id: int, account_id: int, *, role: Role, check: Check = unseen
) -> None:
    """Give a member another role.

    Emits:
        RoleChanged: the role is another.

    Raises:
        Changed: somebody has given them another role since the form was made.
        NotFound: there is no such group or member, or not for this viewer.
        Forbidden: the viewer does not manage the group, or it would be left without owner.
    """
    actor_id = viewer.writing_id
    with atomic():
        facts = access_membership_facts(viewer, group_id)
        member = access_member(group_id, account_id)
        may = policy.may_set_role(viewer, facts, before=member.role, is_self=account_id == actor_id)
        require_member(
            facts,
            _("Only an owner of the group changes roles, and never those of owners."),
            is_allowed=may,
        )
        check()
        if role is not Role.OWNER:
            keep_an_owner(member, _("A group has an owner: name another one first."))
        _set_role(member, role, actor_id=actor_id)


def hand_over(viewer: Viewer, group_id: int, account_id: int) -> None:
    """Give the group to another member, and stay as a moderator.

    Emits:
        RoleChanged: twice.

    Raises:
        NotFound: there is no such group or member, or not for this viewer.
        Forbidden: the viewer does not own the group.
        FormRefused: the other is the viewer.
    """
    actor_id = viewer.writing_id
    with atomic():
        facts = access_membership_facts(viewer, group_id)
        require_member(
            facts, _("Only an owner hands a group over."), is_allowed=facts.role is Role.OWNER
        )
        if account_id == actor_id:
            raise FormRefused(_("Choose another member."))
        _set_role(access_member(group_id, account_id), Role.OWNER, actor_id=actor_id)
        _set_role(access_member(group_id, actor_id), Role.MODERATOR, actor_id=actor_id)


def access_member(group_id: int, account_id: int) -> Membership:
    """Return the row of a member, to be changed.

    Raises:
        NotFound: they are not a member.
    """
    member = find_member(group_id, account_id)
    if member is None:
        raise NotFound
    return member


def _set_role(member: Membership, role: Role, *, actor_id: int) -> None:
    """Change a role and tell it, if it is another."""
    if member.role is role:
        return
    member.role = role
    emit(
        RoleChanged(
            membership_id=member.id,
            group_id=member.group_id,
            account_id=member.account_id,
            actor_id=actor_id,
        )
    )
