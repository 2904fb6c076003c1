"""Sending a member away, for now or for a while."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock
from app.core.errors import FormRefused
from app.core.i18n import _
from app.core.transaction import atomic, emit
from app.core.viewer import Viewer
from app.groups import policy
from app.groups.events import MemberRemoved
from app.groups.models import GroupRemoval, Membership
from app.groups.queries import access_membership_facts
from app.groups.services.memberships import drop_member, keep_an_owner
from app.groups.services.requirements import access_facts_of, require_member
from app.groups.services.roles import access_member


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """How somebody is sent away."""

    reason: str
    """Told to them."""
    is_banned: bool = False
    """They cannot come back by themselves."""
    until: datetime | None = None
    """When a ban ends; `None`: never by itself."""


def remove_member(viewer: Viewer, group_id: int, account_id: int, removal: Removal) -> None:
    """Make a member leave; with a ban, let them not come back.

    Emits:
        MemberLeft, MemberRemoved

    Raises:
        NotFound: there is no such group or member, or not for this viewer.
        Forbidden: the viewer may not remove this member, or they are the only owner.
        FormRefused: the viewer is the member, or the ban would end in the past.
    """
    actor_id = viewer.writing_id
    if account_id == actor_id:
        raise FormRefused(_("To go away yourself, leave the group."))
    if removal.until is not None and removal.until <= clock.now():
        raise FormRefused(_("Choose a day to come."), field="until")
    with atomic() as session:
        facts = access_membership_facts(viewer, group_id)
        member = access_member(group_id, account_id)
        require_member(
            facts,
            _("Moderators may remove members, and owners moderators too."),
            is_allowed=policy.may_remove(viewer, facts, member.role),
        )
        keep_an_owner(member, _("A group has an owner: name another one first."))
        drop_member(member)
        removal_id = _keep(session, member, removal, actor_id=actor_id)
        emit(
            MemberRemoved(
                removal_id=removal_id,
                group_id=group_id,
                account_id=account_id,
                actor_id=actor_id,
            )
        )


def lift_ban(viewer: Viewer, group_id: int, account_id: int) -> None:
    """Let somebody come back. Without a ban, nothing happens.

    Raises:
        NotFound: there is no such group, or it is hidden from the viewer.
        Forbidden: the viewer does not look after the group.
    """
    with atomic() as session:
        sentence = _("Only moderators of the group lift a ban.")
        access_facts_of(viewer, group_id, sentence, policy.may_moderate)
        session.execute(_removal_of(group_id, account_id))


def _keep(session: Session, member: Membership, removal: Removal, *, actor_id: int) -> int:
    """Write down why and until when, in the place of what was written before."""
    session.execute(_removal_of(member.group_id, member.account_id))
    row = GroupRemoval(
        group_id=member.group_id,
        account_id=member.account_id,
        reason=removal.reason.strip(),
        is_ban=removal.is_banned,
        until=removal.until if removal.is_banned else None,
        created_at=clock.now(),
        decided_by=actor_id,
    )
    session.add(row)
    session.flush()  # the event needs its id
    return row.id


def _removal_of(group_id: int, account_id: int) -> sa.Delete:
    """Return the statement that forgets a removal, and ends its ban."""
    return sa.delete(GroupRemoval).where(
        GroupRemoval.group_id == group_id, GroupRemoval.account_id == account_id
    )
