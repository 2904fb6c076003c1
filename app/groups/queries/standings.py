"""How one viewer stands in one group. One query each."""

import sqlalchemy as sa

from app.core.db import db
from app.core.errors import NotFound
from app.core.viewer import Viewer
from app.groups import policy
from app.groups.models import Group, JoinRequest, Membership
from app.groups.queries.badges import BADGE, badge_of, banning_group_ids
from app.groups.shapes import Standing, Tie
from app.groups.terms import AskState


def standing(viewer: Viewer, group_id: int) -> Standing:
    """Return how the viewer stands in a group.

    Raises:
        NotFound: there is no such group, or it is hidden from the viewer.
    """
    return standing_of(viewer, access_tie(viewer, group_id))


def standing_by_slug(viewer: Viewer, slug: str) -> Standing:
    """Return how the viewer stands in the group at this address.

    Raises:
        NotFound: there is no such group, or it is hidden from the viewer.
    """
    return standing_of(viewer, access_tie(viewer, slug))


def standing_of(viewer: Viewer, tie: Tie) -> Standing:
    """Return what the rules make of the facts."""
    return Standing(
        group=tie.group,
        may_read=policy.may_read(tie),
        may_post=policy.may_post(viewer, tie),
        may_moderate=policy.may_moderate(viewer, tie),
        is_member=tie.role is not None,
        role=tie.role,
    )


def access_tie(viewer: Viewer, group: int | str) -> Tie:
    """Return what binds the viewer to a group, named by its id or its slug.

    Raises:
        NotFound: there is no such group, or it is hidden from the viewer.
    """
    is_it = Group.slug == group if isinstance(group, str) else Group.id == group
    own_id = None if viewer.is_suspended else viewer.account_id  # then no group is theirs
    is_mine = (Membership.group_id == Group.id) & (Membership.account_id == own_id)
    row = db.session.execute(
        sa.select(
            *BADGE,
            Group.joining,
            Membership.role,
            Group.id.in_(banning_group_ids(viewer)).label("is_banned"),
            Group.id.in_(_asked_group_ids(viewer)).label("has_asked"),
        )
        .outerjoin(Membership, is_mine)
        .where(is_it)
    ).one_or_none()
    if row is None:
        raise NotFound
    tie = Tie(
        group=badge_of(row),
        joining=row.joining,
        role=row.role,
        is_banned=bool(row.is_banned),
        has_asked=bool(row.has_asked),
    )
    if not policy.may_see(viewer, tie):
        raise NotFound
    return tie


def _asked_group_ids(viewer: Viewer) -> sa.Select[int]:
    """Return, as a sub-select, the groups that the viewer asked to join."""
    return sa.select(JoinRequest.group_id).where(
        JoinRequest.account_id == viewer.account_id, JoinRequest.state == AskState.WAITING
    )
