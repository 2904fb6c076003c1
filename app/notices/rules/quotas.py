"""How much one person can have another one told of that no setting silences.

A decision is always told, so whoever decides could fill somebody's telephone: by pinning and
unpinning, by giving a role and taking it, by asking again and again. What lies beyond the bound is
not told; it is seen where it happened.
"""

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock
from app.notices.enums import Rule
from app.notices.models import Activity, Notice
from app.notices.shapes import ActivityItem, PlannedNotice

MOST_ALIKE = 3
"""Notices of one kind, about one thing, from one person to one other, in a day."""
MOST_OF_A_KIND = 20
"""The same, about anything."""
_DAY = timedelta(days=1)


def within_bounds(
    session: Session, activity: ActivityItem, plans: Sequence[PlannedNotice]
) -> list[PlannedNotice]:
    """Leave out those whom this person has had told of enough of the like today.

    One query where somebody is told by the rule "always"; the inboxes of all are locked.
    """
    always = [one.account_id for one in plans if one.rule is Rule.ALWAYS]
    if not always or activity.actor_id is None:
        return list(plans)
    about = (Activity.subject_kind == activity.subject.kind) & (
        Activity.subject_id == activity.subject.id
    )
    of_a_kind, alike = sa.func.count(), sa.func.count(sa.case((about, 1)))
    told = (
        sa.select(Notice.account_id)
        .join(Activity, Activity.id == Notice.activity_id)
        .where(
            Activity.actor_id == activity.actor_id,
            Activity.kind == activity.kind,
            Activity.created_at > clock.now() - _DAY,
            Notice.account_id.in_(always),
            Notice.rule == Rule.ALWAYS,
        )
        .group_by(Notice.account_id)
        .having(sa.or_(of_a_kind >= MOST_OF_A_KIND, alike >= MOST_ALIKE))
    )
    enough = frozenset(session.scalars(told))
    return [one for one in plans if one.rule is not Rule.ALWAYS or one.account_id not in enough]
