"""What stands above every page of a group."""

import sqlalchemy as sa

from app.core.db import db
from app.core.viewer import Viewer
from app.groups import policy
from app.groups.models import Group, JoinRequest, Membership
from app.groups.queries.lists import picture_url
from app.groups.queries.standings import TIE, standing_of, tie_from, tie_row
from app.groups.shapes import GroupHead, GroupTerms
from app.groups.terms import AskState, Door
from app.text import stored

_WAITING = (
    sa.select(sa.func.count())
    .where(JoinRequest.group_id == Group.id, JoinRequest.state == AskState.WAITING)
    .correlate(Group)
    .scalar_subquery()
)
_LAST_SAID = (
    sa.select(sa.case((JoinRequest.state == AskState.REFUSED, JoinRequest.sentence), else_=""))
    .where(JoinRequest.group_id == Group.id, JoinRequest.account_id == sa.bindparam("viewer_id"))
    .order_by(JoinRequest.id.desc())
    .limit(1)
    .correlate(Group)
    .scalar_subquery()
)
_HEAD = TIE.add_columns(
    Group.purpose,
    Group.rules_html,
    Group.picture,
    Group.member_count,
    Group.created_at,
    Membership.notice_level,
    _WAITING.label("waiting_count"),
    _LAST_SAID.label("last_said"),
).where(Group.slug == sa.bindparam("group"))


def group_head(viewer: Viewer, slug: str) -> GroupHead:
    """Return the head of a group's pages. One query.

    Raises:
        NotFound: there is no such group, or it is hidden from the viewer.
    """
    row = tie_row(viewer, _HEAD, slug)
    tie = tie_from(viewer, row)
    door = policy.door(tie)
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
        waiting_count=row.waiting_count if policy.may_moderate(viewer, tie) else 0,
        refusal=(row.last_said or "") if door is Door.ASK else "",
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
