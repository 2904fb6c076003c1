"""The rows of members and their count, which every way in and out goes through."""

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.core import clock
from app.core.transaction import atomic, emit
from app.groups.events import MemberJoined, MemberLeft
from app.groups.models import Group, JoinRequest, Membership
from app.groups.terms import AskState, Role


def add_member(
    group_id: int,
    account_id: int,
    *,
    role: Role = Role.MEMBER,
    has_accepted_rules: bool = False,
) -> None:
    """Make somebody a member, and settle the request they may have made. Twice is once.

    Emits:
        MemberJoined: they were not a member yet.
    """
    now = clock.now()
    with atomic() as session:
        membership = Membership(
            group_id=group_id,
            account_id=account_id,
            role=role,
            joined_at=now,
            rules_accepted_at=now if has_accepted_rules else None,
        )
        try:
            with session.begin_nested():
                session.add(membership)
        except IntegrityError:
            return  # a second click, or two tabs
        _count(group_id, 1)
        session.execute(
            sa.update(JoinRequest)
            .where(
                JoinRequest.group_id == group_id,
                JoinRequest.account_id == account_id,
                JoinRequest.state == AskState.WAITING,
            )
            .values(state=AskState.ACCEPTED, decided_at=now)
        )
        emit(MemberJoined(group_id=group_id, account_id=account_id))


def drop_member(membership: Membership) -> None:
    """Take somebody out.

    Emits:
        MemberLeft: always.
    """
    with atomic() as session:
        session.delete(membership)
        _count(membership.group_id, -1)
        emit(MemberLeft(group_id=membership.group_id, account_id=membership.account_id))


def _count(group_id: int, change: int) -> None:
    """Keep the count of members."""
    with atomic() as session:
        session.execute(
            sa.update(Group)
            .where(Group.id == group_id)
            .values(member_count=Group.member_count + change)
        )
