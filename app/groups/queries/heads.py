"""What stands above every page of a group."""

import sqlalchemy as sa

from app.core.db import db
from app.core.shapes import shaped
from app.core.viewer import Viewer
from app.groups import policy
from app.groups.enums import AskState, JoinOption
from app.groups.models import Group, JoinRequest, Membership
from app.groups.queries.access import (
    MEMBERSHIP_FACTS,
    group_access_of,
    membership_facts_from,
    membership_row,
)
from app.groups.queries.lists import picture_url
from app.groups.shapes import GroupHead, GroupTerms
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
_HEAD = MEMBERSHIP_FACTS.add_columns(
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
    row = membership_row(viewer, _HEAD, slug)
    facts = membership_facts_from(viewer, row)
    join_option = policy.join_option(facts)
    return GroupHead(
        access=group_access_of(viewer, facts),
        join_option=join_option,
        joining=facts.joining,
        purpose=row.purpose,
        rules=stored(row.rules_html),
        picture_url=picture_url(row.picture),
        member_count=row.member_count,
        created_at=row.created_at,
        notice_level=row.notice_level,
        may_manage=policy.may_manage(viewer, facts),
        waiting_count=row.waiting_count if policy.may_moderate(viewer, facts) else 0,
        refusal=(row.last_said or "") if join_option is JoinOption.ASK else "",
    )


def group_terms(group_id: int) -> GroupTerms:
    """Return what the owners say of a group, to be changed; who may is the caller's duty."""
    group = db.session.execute(sa.select(Group).where(Group.id == group_id)).scalar_one()
    return shaped(GroupTerms, group)
