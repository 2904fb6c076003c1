"""Counters that can be made again."""

import sqlalchemy as sa

from app.core.transaction import atomic
from app.groups.models import Group, Membership


def recount_members() -> int:
    """Count the members of every group again; return how many counts were wrong."""
    members = (
        sa.select(sa.func.count())
        .where(Membership.group_id == Group.id)
        .correlate(Group)
        .scalar_subquery()
    )
    is_wrong = Group.member_count != members
    with atomic() as session:
        count = session.scalar(sa.select(sa.func.count()).select_from(Group).where(is_wrong))
        session.execute(
            sa.update(Group)
            .where(is_wrong)
            .values(member_count=members)
            .execution_options(synchronize_session=False)
        )
    return count or 0
