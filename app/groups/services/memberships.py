"""The rows of members and their count, which every way in and out goes through."""

import sqlalchemy as sa

from app.core import clock
from app.core.db import add_new, db
from app.core.errors import require
from app.core.transaction import atomic, emit
from app.groups.enums import AskState, Role
from app.groups.events import MemberJoined, MemberLeft
from app.groups.models import Group, JoinRequest, Membership


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
        if not add_new(session, membership):
            return
        _count(group_id, 1)
        request = waiting_request(group_id, account_id)
        if request is not None:
            request.state = AskState.ACCEPTED
            request.decided_at = now
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


def find_member(group_id: int, account_id: int) -> Membership | None:
    """Return the row of a member, locked, to be changed: nobody leaves with keys given just now."""
    return db.session.scalar(
        sa.select(Membership)
        .where(Membership.group_id == group_id, Membership.account_id == account_id)
        .with_for_update()
    )


def waiting_request(group_id: int, account_id: int) -> JoinRequest | None:
    """Return the request of somebody that waits for a decision, to be changed."""
    return db.session.scalar(
        sa.select(JoinRequest).where(
            JoinRequest.group_id == group_id,
            JoinRequest.account_id == account_id,
            JoinRequest.state == AskState.WAITING,
        )
    )


def keep_an_owner(membership: Membership, sentence: str) -> None:
    """Go on, or refuse with the sentence when this member is the only owner.

    Locks the row of the group: two owners who leave at once do not leave it to nobody.
    """
    if membership.role is not Role.OWNER:
        return
    group_id = membership.group_id
    db.session.execute(sa.select(Group.id).where(Group.id == group_id).with_for_update())
    others = db.session.scalar(
        sa.select(Membership.id)
        .where(
            Membership.group_id == group_id,
            Membership.role == Role.OWNER,
            Membership.id != membership.id,
        )
        .limit(1)
    )
    require(others is not None, sentence)


def _count(group_id: int, change: int) -> None:
    """Keep the count of members."""
    db.session.execute(
        sa.update(Group)
        .where(Group.id == group_id)
        .values(member_count=Group.member_count + change)
    )
