"""Who belongs to a group, who asks to, and who cannot come back."""

from collections.abc import Collection, Iterable
from typing import Any

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.paging import Page, decode_cursor, encode_cursor, page_of
from app.core.viewer import Viewer
from app.groups import policy
from app.groups.enums import AskState, Joining, Role, Visibility
from app.groups.models import Group, GroupRemoval, JoinRequest, Membership
from app.groups.queries.badges import is_banned_at, is_public
from app.groups.shapes import AskItem, BanItem, Leader, MemberItem, MembershipFacts
from app.notices import queries as notices
from app.notices.enums import Level

PAGE_SIZE = 50
_MOST_LEADERS = 100
_MOST_BANS = 200
_MEMBER = sa.select(Membership.id, Membership.account_id, Membership.role, Membership.joined_at)


def member_ids(group_id: int) -> sa.Select[int]:
    """Return, as a sub-select, the accounts of the members."""
    return sa.select(Membership.account_id).where(Membership.group_id == group_id)


def subscriber_ids(group_id: int, actor_id: int | None) -> frozenset[int]:
    """Return the members who want to hear of what this person does in the group.

    Those who want to hear of everything, and those among the actor's friends who want to hear of
    their friends. One query, which looks at those who chose so and at the friends: it does not
    grow with the members who chose nothing.
    """
    here = sa.select(Membership.account_id).where(Membership.group_id == group_id)
    account_id, level = Membership.account_id, Membership.notice_level
    attentive = [
        here.where(level == Level.EVERYTHING),
        here.where(level.is_(None), notices.has_level(account_id, Level.EVERYTHING)),
    ]
    if actor_id is not None:
        is_at_friends = sa.or_(
            level == Level.FRIENDS, level.is_(None) & notices.has_level(account_id, Level.FRIENDS)
        )
        is_friend = account_id.in_(accounts.friend_ids(actor_id))
        attentive.append(here.where(is_friend, is_at_friends))
    return frozenset(db.session.scalars(sa.union_all(*attentive)))


def leader_ids(group_id: int) -> tuple[int, ...]:
    """Return the accounts of owners and moderators."""
    return tuple(row.account_id for row in _leader_rows(group_id))


def leaders(group_id: int) -> tuple[Leader, ...]:
    """Return owners, then moderators, those of longest membership first. Two queries."""
    rows = _leader_rows(group_id)
    faces = accounts.faces([row.account_id for row in rows])
    return tuple(Leader(face=faces[row.account_id], role=row.role) for row in rows)


def leading_members(viewer: Viewer, facts: MembershipFacts) -> tuple[MemberItem, ...]:
    """Return the leaders as members, with what the viewer may do about them. Two queries."""
    return tuple(_items(viewer, facts, _leader_rows(facts.group.id)))


def members(
    viewer: Viewer, facts: MembershipFacts, *, cursor: str | None = None
) -> Page[MemberItem]:
    """Return a page of members without a role, newest first. Two queries."""
    wanted = _MEMBER.where(Membership.group_id == facts.group.id, Membership.role == Role.MEMBER)
    if cursor:
        (last,) = decode_cursor(cursor, int)
        wanted = wanted.where(Membership.id < last)
    rows = db.session.execute(wanted.order_by(Membership.id.desc()).limit(PAGE_SIZE + 1)).all()
    page = page_of(rows, PAGE_SIZE, lambda row: encode_cursor(row.id))
    return Page(items=tuple(_items(viewer, facts, page.items)), next_cursor=page.next_cursor)


def access_member_item(
    viewer: Viewer, facts: MembershipFacts, account_id: int | None
) -> MemberItem:
    """Return one member.

    Raises:
        NotFound: they are not a member.
    """
    rows = db.session.execute(
        _MEMBER.where(Membership.group_id == facts.group.id, Membership.account_id == account_id)
    ).all()
    for item in _items(viewer, facts, rows):
        return item
    raise NotFound


def waiting_requests(group_id: int, *, cursor: str | None = None) -> Page[AskItem]:
    """Return a page of requests that wait, oldest first; who may see them is not checked."""
    wanted = sa.select(
        JoinRequest.id, JoinRequest.account_id, JoinRequest.message, JoinRequest.asked_at
    ).where(JoinRequest.group_id == group_id, JoinRequest.state == AskState.WAITING)
    if cursor:
        (last,) = decode_cursor(cursor, int)
        wanted = wanted.where(JoinRequest.id > last)
    rows = db.session.execute(wanted.order_by(JoinRequest.id).limit(PAGE_SIZE + 1)).all()
    faces = accounts.faces([row.account_id for row in rows])
    items = [
        AskItem(
            id=row.id,
            face=faces[row.account_id],
            message=row.message,
            asked_at=row.asked_at,
        )
        for row in rows
    ]
    return page_of(items, PAGE_SIZE, lambda item: encode_cursor(item.id))


def running_bans(group_id: int) -> tuple[BanItem, ...]:
    """Return those who cannot come back now; who may see them is not checked."""
    rows = db.session.execute(
        sa.select(GroupRemoval.account_id, GroupRemoval.reason, GroupRemoval.until)
        .where(GroupRemoval.group_id == group_id, is_banned_at(clock.now()))
        .order_by(GroupRemoval.id.desc())
        .limit(_MOST_BANS)
    ).all()
    faces = accounts.faces([row.account_id for row in rows])
    return tuple(
        BanItem(face=faces[row.account_id], reason=row.reason, until=row.until) for row in rows
    )


def _leader_rows(group_id: int) -> list[Any]:
    """Return the rows of owners and moderators."""
    rank = sa.case({Role.OWNER: 0}, value=Membership.role, else_=1)
    return list(
        db.session.execute(
            _MEMBER.where(Membership.group_id == group_id, Membership.role.in_(policy.LEADERS))
            .order_by(rank, Membership.id)
            .limit(_MOST_LEADERS)
        )
    )


def _items(viewer: Viewer, facts: MembershipFacts, rows: Iterable[Any]) -> Iterable[MemberItem]:
    """Return members with their faces, and what the viewer may do about them."""
    known = list(rows)
    faces = accounts.faces([row.account_id for row in known])
    for row in known:
        is_self = row.account_id == viewer.account_id
        yield MemberItem(
            face=faces[row.account_id],
            role=row.role,
            joined_at=row.joined_at,
            may_remove=not is_self and policy.may_remove(viewer, facts, row.role),
            may_set_role=policy.may_set_role(viewer, facts, before=row.role, is_self=is_self),
        )


def members_among(group_id: int, account_ids: Collection[int]) -> frozenset[int]:
    """Return those of the accounts that are members and may hear of what is said there."""
    return frozenset(
        db.session.scalars(
            sa.select(Membership.account_id).where(
                Membership.group_id == group_id,
                Membership.account_id.in_(account_ids),
                accounts.in_audience(Membership.account_id),
            )
        )
    )


def readers_among(account_ids: Collection[int], group_id: int) -> Collection[int]:
    """Return those of the accounts that may read what is said in a group. Two queries at most."""
    return account_ids if is_public(group_id) else members_among(group_id, account_ids)


def writers_among(group_id: int, account_ids: Collection[int]) -> frozenset[int]:
    """Return those of the accounts that may write in a group: members, or whoever may walk in."""
    group = db.session.get_one(Group, group_id)
    if group.archived_at is not None:
        return frozenset()
    members = members_among(group_id, account_ids)
    if group.visibility is not Visibility.PUBLIC or group.joining is not Joining.OPEN:
        return members
    banned = db.session.scalars(
        sa.select(GroupRemoval.account_id).where(
            GroupRemoval.group_id == group_id,
            GroupRemoval.account_id.in_(account_ids),
            is_banned_at(clock.now()),
        )
    )
    return members | (frozenset(account_ids) - frozenset(banned))
