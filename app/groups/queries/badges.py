"""Which groups there are for somebody, as badges and as sub-selects."""

from collections.abc import Collection
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa

from app.core import clock
from app.core.db import db, execute, is_one_of, literal
from app.core.viewer import Viewer
from app.groups import policy
from app.groups.enums import Joining, Visibility
from app.groups.models import Group, GroupRemoval, Membership
from app.groups.shapes import GroupBadge

Columns = sa.Row[*tuple[Any, ...]] | SimpleNamespace
"""A row, or the part of a wider one that is about the group."""
BADGE = (Group.id, Group.slug, Group.name, Group.visibility, Group.archived_at)
"""The columns that `badge_of` reads."""
_MOST = 500
"""Groups in a list to choose from."""
_MOST_TO_NARROW = 60
"""The same for what only narrows: more would be a long way to scroll."""


def _readable(own: sa.Select[int]) -> sa.Select[int]:
    """Return the groups that everybody reads, and those among one's own."""
    return sa.select(Group.id).where(_IS_PUBLIC | Group.id.in_(own))


_IS_PUBLIC = Group.visibility == literal(Visibility.PUBLIC)
_PUBLIC = sa.select(Group.id).where(_IS_PUBLIC)
_VISIBILITY = sa.select(Group.visibility).where(Group.id == sa.bindparam("group_id"))
_OWN = sa.select(Membership.group_id).where(Membership.account_id == sa.bindparam("member_id"))
_READABLE = _readable(_OWN)
_READ_BY = {
    is_guest: sa.select(*BADGE)
    .where(Group.id.in_(_PUBLIC if is_guest else _READABLE))
    .order_by(
        *(() if is_guest else (sa.case((Group.id.in_(_OWN), 0), else_=1),)),
        Group.member_count.desc(),
        Group.name,
    )
    .limit(_MOST_TO_NARROW)
    for is_guest in (False, True)
}
_BADGES = sa.select(*BADGE).where(is_one_of(Group.id, "ids"))
_PRIVATE = sa.select(Group.id).where(~_IS_PUBLIC, Group.id.in_(_OWN)).order_by(Group.id)


def readable_group_ids(viewer: Viewer) -> sa.Select[int]:
    """Return, as a sub-select, the groups whose content the viewer may read."""
    return _PUBLIC if viewer.is_guest else _readable(own_group_ids(viewer))


def readable_asked(*, is_guest: bool) -> sa.Select[int]:
    """Return the same for a question that is built once, its gap filled by `reading_params`."""
    return _PUBLIC if is_guest else _READABLE


def reading_params(viewer: Viewer) -> dict[str, object]:
    """Return what fills the gap of `readable_asked`; no group is theirs during a suspension."""
    return {"member_id": None if viewer.is_suspended else viewer.account_id}


def private_group_ids(viewer: Viewer) -> tuple[int, ...]:
    """Return the groups that the viewer reads and a visitor does not. One query, or none."""
    if viewer.is_guest:
        return ()
    return tuple(row.id for row in execute(_PRIVATE, **reading_params(viewer)))


def group_badges(ids: Collection[int]) -> dict[int, GroupBadge]:
    """Return a badge for each group that exists; whether it may be seen is the caller's duty."""
    if not ids:
        return {}
    rows = execute(_BADGES, ids=list(ids))
    return {row.id: badge_of(row) for row in rows}


def groups_open_to(viewer: Viewer) -> tuple[GroupBadge, ...]:
    """Return the groups in which the viewer may post, by name; one's own first.

    For a visitor, those in which they could as soon as they have an account.
    """
    if viewer.is_suspended:
        return ()
    is_own = Group.id.in_(own_group_ids(viewer))
    is_open = (
        (Group.visibility == Visibility.PUBLIC)
        & (Group.joining == Joining.OPEN)
        & Group.id.not_in(banning_group_ids(viewer))
    )
    rows = db.session.execute(
        sa.select(*BADGE)
        .where(Group.archived_at.is_(None), is_own | is_open)
        .order_by(sa.case((is_own, 0), else_=1), Group.name)
        .limit(_MOST)
    )
    return tuple(badge_of(row) for row in rows)


def groups_read_by(viewer: Viewer) -> tuple[GroupBadge, ...]:
    """Return the groups whose content the viewer may read; one's own first, then the largest."""
    rows = execute(_READ_BY[viewer.is_guest], **reading_params(viewer))
    return tuple(badge_of(row) for row in rows)


def groups_led(viewer: Viewer, *, is_staff: bool) -> tuple[GroupBadge, ...]:
    """Return the groups that the viewer looks after, by name; for staff, all that they may read.

    Groups in which nothing is written any more are left out.
    """
    if viewer.is_guest or viewer.is_suspended:
        return ()
    led = sa.select(Membership.group_id).where(
        Membership.account_id == viewer.account_id, Membership.role.in_(policy.LEADERS)
    )
    rows = db.session.execute(
        sa.select(*BADGE)
        .where(
            Group.archived_at.is_(None),
            Group.id.in_(readable_group_ids(viewer) if is_staff else led),
        )
        .order_by(Group.name)
        .limit(_MOST)
    )
    return tuple(badge_of(row) for row in rows)


def badge_of(row: Columns) -> GroupBadge:
    """Return the badge of a row that has the columns of `BADGE`."""
    return GroupBadge(
        id=row.id,
        slug=row.slug,
        name=row.name,
        url=f"/groupes/{row.slug}",
        visibility=row.visibility,
        is_archived=row.archived_at is not None,
    )


def own_group_ids(viewer: Viewer) -> sa.Select[int]:
    """Return, as a sub-select, the groups the viewer belongs to; none during a suspension."""
    mine = sa.select(Membership.group_id).where(Membership.account_id == viewer.account_id)
    return mine.where(sa.false()) if viewer.is_suspended else mine


def banning_group_ids(viewer: Viewer) -> sa.Select[int]:
    """Return, as a sub-select, the groups the viewer is banned from now."""
    return sa.select(GroupRemoval.group_id).where(
        GroupRemoval.account_id == viewer.account_id, is_banned_at(clock.now())
    )


def is_banned_at(moment: datetime | sa.BindParameter[datetime]) -> sa.ColumnElement[bool]:
    """Return the condition that a removal is a ban which lasts at a moment."""
    lasts = GroupRemoval.until.is_(None) | (GroupRemoval.until > moment)
    return GroupRemoval.is_ban & lasts


def is_public(group_id: int) -> bool:
    """Tell whether anybody may read what is said in the group."""
    return execute(_VISIBILITY, group_id=group_id).scalar() is Visibility.PUBLIC


def is_public_asked(group_id: "sa.SQLColumnExpression[Any]") -> sa.ScalarSelect[bool]:
    """Return, as a sub-select, whether anybody may read in the group whose id a column holds."""
    return (
        sa.select(Group.visibility == Visibility.PUBLIC)
        .where(Group.id == group_id)
        .scalar_subquery()
    )
