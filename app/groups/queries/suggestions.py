"""People who are in groups together."""

from collections.abc import Iterable

import sqlalchemy as sa

from app.core.db import db
from app.core.i18n import _
from app.core.viewer import Viewer
from app.friends.limits import CONSIDERED
from app.friends.shapes import SuggestionSource
from app.groups.models import Group, Membership

_MOST_GROUPS = 8


def people_of_groups(viewer: Viewer) -> Iterable[SuggestionSource]:
    """Return people of the viewer's groups, those of the smallest first. Two queries.

    Of each group the latest accounts: a hundred rows, however many members it has.
    """
    groups = db.session.execute(
        sa.select(Group.id, Group.name)
        .join(Membership, Membership.group_id == Group.id)
        .where(Membership.account_id == viewer.known_id, Group.archived_at.is_(None))
        .order_by(Group.member_count, Group.id)
        .limit(_MOST_GROUPS)
    ).all()
    if not groups:
        return []
    members: dict[int, list[int]] = {group.id: [] for group in groups}
    rows = db.session.execute(sa.union_all(*(_latest(group.id) for group in groups)))
    for row in rows:
        members[row.group_id].append(row.account_id)
    return [
        SuggestionSource(
            reason=_("in the group “{name}”", name=group.name),
            account_ids=tuple(members[group.id]),
        )
        for group in groups
    ]


def _latest(group_id: int) -> sa.Select[int, int]:
    """Return the latest accounts among the members of a group."""
    latest = (
        sa.select(Membership.group_id, Membership.account_id)
        .where(Membership.group_id == group_id)
        .order_by(Membership.account_id.desc())
        .limit(CONSIDERED)
        .subquery()
    )
    return sa.select(latest.c.group_id, latest.c.account_id)
