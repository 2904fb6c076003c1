"""What stands above every page of a group."""

import sqlalchemy as sa

from app.core.db import db
from app.core.viewer import Viewer
from app.groups import policy
from app.groups.models import Group, JoinRequest, Membership
from app.groups.queries.lists import picture_url
from app.groups.queries.standings import access_tie, standing_of
from app.groups.shapes import GroupHead, GroupTerms
from app.groups.terms import AskState, Door
from app.text import stored


def group_head(viewer: Viewer, slug: str) -> GroupHead:
    """Return the head of a group's pages. Two queries, or three for those who decide or ask.

    Raises:
        NotFound: there is no such group, or it is hidden from the viewer.
    """
    tie = access_tie(viewer, slug)
    group_id, door = tie.group.id, policy.door(tie)
    is_mine = (Membership.group_id == Group.id) & (Membership.account_id == viewer.account_id)
    row = db.session.execute(
        sa.select(
            Group.purpose,
            Group.rules_html,
            Group.picture,
            Group.member_count,
            Group.created_at,
            Membership.notice_level,
        )
        .outerjoin(Membership, is_mine)
        .where(Group.id == group_id)
    ).one()
    decides = policy.may_moderate(viewer, tie)
    return GroupHead(
        standing=standing_of(viewer, tie),
        door=door,
        joining=tie.joining,
        purpose=row.purpose,
        rules=stored(row.rules_html),
        picture_url=picture_url(row.picture),
        member_count=row.member_count,
        created_at=row.created_at,
        notice_level=row.notice_level,
        may_manage=policy.may_manage(viewer, tie),
        waiting_count=_waiting_count(group_id) if decides else 0,
        refusal=_last_refusal(viewer, group_id) if door is Door.ASK else "",
    )


def group_terms(group_id: int) -> GroupTerms:
    """Return what the owners say of a group, to be changed; who may is the caller's duty."""
    group = db.session.execute(sa.select(Group).where(Group.id == group_id)).scalar_one()
    return GroupTerms(
        name=group.name,
        purpose=group.purpose,
        rules=group.rules,
        visibility=group.visibility,
        joining=group.joining,
    )


def _waiting_count(group_id: int) -> int:
    """Return how many requests wait."""
    return (
        db.session.scalar(
            sa.select(sa.func.count()).where(
                JoinRequest.group_id == group_id, JoinRequest.state == AskState.WAITING
            )
        )
        or 0
    )


def _last_refusal(viewer: Viewer, group_id: int) -> str:
    """Return what was said when the viewer was refused last."""
    if viewer.is_guest:
        return ""
    last = db.session.execute(
        sa.select(JoinRequest.state, JoinRequest.sentence)
        .where(JoinRequest.group_id == group_id, JoinRequest.account_id == viewer.account_id)
        .order_by(JoinRequest.id.desc())
        .limit(1)
    ).one_or_none()
    return last.sentence if last is not None and last.state is AskState.REFUSED else ""
