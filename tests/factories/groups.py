"""Makers of groups and their members."""

import itertools
from datetime import datetime

import sqlalchemy as sa

from app.accounts.models import Account
from app.core import clock
from app.core.transaction import atomic
from app.groups.enums import Joining, Role, Visibility
from app.groups.models import Group, GroupRemoval, Membership

_numbers = itertools.count(1)


def make_group(
    *,
    slug: str | None = None,
    name: str | None = None,
    visibility: str = Visibility.PUBLIC,
    joining: str = Joining.OPEN,
    rules: str = "",
    owner: Account | None = None,
    members: tuple[Account, ...] = (),
    archived_at: datetime | None = None,
) -> Group:
    """Make a group, public and open unless said otherwise, with its owner and members."""
    slug = slug or f"groupe-{next(_numbers)}"
    group = Group(
        slug=slug,
        name=name or slug.replace("-", " ").capitalize(),
        purpose="Parler entre bénévoles.",
        rules=rules,
        rules_html=f"<p>{rules}</p>" if rules else "",
        visibility=Visibility(visibility),
        joining=Joining(joining),
        created_at=clock.now(),
        created_by=owner.id if owner else None,
        archived_at=archived_at,
        member_count=0,
    )
    with atomic() as session:
        session.add(group)
    if owner is not None:
        make_membership(group=group, account=owner, role=Role.OWNER)
    for account in members:
        make_membership(group=group, account=account)
    return group


def make_membership(
    *, group: Group, account: Account, role: str = Role.MEMBER, notice_level: str | None = None
) -> Membership:
    """Make somebody a member of a group."""
    membership = Membership(
        group_id=group.id,
        account_id=account.id,
        role=Role(role),
        notice_level=notice_level,
        joined_at=clock.now(),
        rules_accepted_at=clock.now(),
    )
    with atomic() as session:
        session.add(membership)
        session.execute(
            sa.update(Group).where(Group.id == group.id).values(member_count=Group.member_count + 1)
        )
    return membership


def make_ban(*, group: Group, account: Account, until: datetime | None = None) -> GroupRemoval:
    """Close the door of a group to somebody."""
    ban = GroupRemoval(
        group_id=group.id,
        account_id=account.id,
        reason="Publicité",
        is_ban=True,
        until=until,
        created_at=clock.now(),
    )
    with atomic() as session:
        session.add(ban)
    return ban
