"""What happens to the groups of somebody whose account is closed."""

import sqlalchemy as sa

from app.core.db import db
from app.core.transaction import atomic
from app.groups.enums import Role
from app.groups.models import JoinRequest, Membership
from app.groups.services.memberships import drop_member


def leave_everything(account_id: int) -> None:
    """Take somebody out of all groups; one they owned alone goes to who was there first.

    Emits:
        MemberLeft: for each group.
    """
    with atomic() as session:
        mine = session.scalars(sa.select(Membership).where(Membership.account_id == account_id))
        for membership in mine.all():
            if membership.role is Role.OWNER:
                _name_heir(membership)
            drop_member(membership)
        session.execute(sa.delete(JoinRequest).where(JoinRequest.account_id == account_id))


def _name_heir(owner: Membership) -> None:
    """Make the first moderator the owner, or else the first member, unless there is another."""
    rank = sa.case({Role.OWNER: 0, Role.MODERATOR: 1}, value=Membership.role, else_=2)
    heir = db.session.scalar(
        sa.select(Membership)
        .where(Membership.group_id == owner.group_id, Membership.id != owner.id)
        .order_by(rank, Membership.joined_at, Membership.id)
        .limit(1)
    )
    if heir is not None:
        heir.role = Role.OWNER
