"""What people chose to hear of their groups."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.core.audiences import Audience, written
from app.core.db import db, execute, is_one_of
from app.core.viewer import Viewer
from app.groups.models import Group, Membership
from app.groups.queries.audiences import GROUP_AUDIENCE, audience_of
from app.groups.queries.badges import own_group_ids
from app.notices.enums import Level
from app.notices.shapes import LevelChoice

_MOST = 500
_AUDIENCE = written(GROUP_AUDIENCE, Membership.group_id)
_CHOSEN = sa.select(Membership.group_id, Membership.account_id, Membership.notice_level).where(
    is_one_of(Membership.group_id, "group_ids"),
    is_one_of(Membership.account_id, "account_ids"),
    Membership.notice_level.is_not(None),
)


def levels_among(
    group_ids: Collection[int], account_ids: Collection[int]
) -> dict[int, dict[int, Level]]:
    """Return, for each group, the levels that these people chose there. One query.

    Absent: they chose none, or are no members.
    """
    levels: dict[int, dict[int, Level]] = {}
    for row in execute(_CHOSEN, group_ids=list(group_ids), account_ids=list(account_ids)):
        levels.setdefault(row.group_id, {})[row.account_id] = Level(row.notice_level)
    return levels


def audiences_at(account_id: int, levels: Collection[Level | None]) -> sa.Select[Any]:
    """Return, as a sub-select, the groups somebody belongs to at one of these levels."""
    chosen = Membership.notice_level.in_([level for level in levels if level is not None])
    return sa.select(_AUDIENCE).where(
        Membership.account_id == account_id,
        sa.or_(chosen, Membership.notice_level.is_(None)) if None in levels else chosen,
    )


def joined_at(
    account_id: int, audience: sa.SQLColumnExpression[Audience | None]
) -> sa.ScalarSelect[datetime]:
    """Return since when somebody belongs to the group that is the audience in a column."""
    return (
        sa.select(Membership.joined_at)
        .where(Membership.account_id == account_id, audience == _AUDIENCE)
        .scalar_subquery()
    )


def own_choices(viewer: Viewer) -> tuple[LevelChoice, ...]:
    """Return the viewer's groups by name, each with what they chose to hear of it. One query."""
    rows = db.session.execute(
        sa.select(Group.id, Group.name, Group.slug, Membership.notice_level)
        .join(Membership, Membership.group_id == Group.id)
        .where(Membership.account_id == viewer.known_id, Group.id.in_(own_group_ids(viewer)))
        .order_by(sa.func.lower(Group.name), Group.id)
        .limit(_MOST)
    )
    return tuple(
        LevelChoice(
            audience=audience_of(row.id),
            name=row.name,
            url=f"/groupes/{row.slug}/notifications",
            level=Level(row.notice_level) if row.notice_level else None,
        )
        for row in rows
    )
