"""Bundles: similar notices of one person lie on one line until it is read.

A bundle is called by the number of its first notice. Each notice knows how many people the bundle
names once it lies on it, and who was named before: a line is worded from its topmost notice alone.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from app.notices.enums import Merging
from app.notices.inboxes.inboxes import UNREAD
from app.notices.kinds.catalogue import kinds
from app.notices.models import Activity, Notice
from app.notices.shapes import ActivityItem, PlannedNotice

_Row = sa.Row[*tuple[Any, ...]]
_OTHER = aliased(Notice)
"""Another notice, of which a condition tells how it lies to the one that is asked for."""
_BELOW = aliased(Activity)
"""What that one is of."""
_IS_IN_SAME_BUNDLE = sa.and_(_OTHER.account_id == Notice.account_id, _OTHER.bundle == Notice.bundle)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle as it is with one more notice on it."""

    number: int
    people: int
    before_id: int | None


def bundles_for(
    session: Session, activity: ActivityItem, plans: Iterable[PlannedNotice]
) -> dict[int, Bundle]:
    """Return the unread bundles that this activity joins, by account; the inboxes are locked.

    One query, whatever the bundles hold.
    """
    kind_of = {plan.account_id: plan.kind for plan in plans}
    alike = _alike(activity, set(kind_of.values()))
    if alike is None:
        return {}
    names_actor = (
        sa.select(sa.literal(1))
        .select_from(_OTHER)
        .join(_BELOW, _BELOW.id == _OTHER.activity_id)
        .where(_IS_IN_SAME_BUNDLE, _OTHER.withdrawn_at.is_(None))
        .where(_BELOW.actor_id.is_not_distinct_from(activity.actor_id))
        .exists()
    )
    rows = session.execute(
        sa.select(
            Notice.account_id,
            Notice.kind,
            Notice.bundle,
            Notice.people,
            Notice.before_id,
            Activity.actor_id,
            names_actor.label("names_actor"),
        )
        .join(Activity, Activity.id == Notice.activity_id)
        .where(Notice.account_id.in_(kind_of), UNREAD, alike, is_topmost(among_unread=True))
        .order_by(Notice.seq)
    )
    return {
        row.account_id: _joined(row, activity.actor_id)
        for row in rows
        if row.kind == kind_of[row.account_id]
    }


def is_topmost(*, among_unread: bool = False) -> sa.ColumnElement[bool]:
    """Return the condition that no notice that stands lies above this one."""
    over = (
        sa.select(sa.literal(1))
        .select_from(_OTHER)
        .where(_IS_IN_SAME_BUNDLE, _OTHER.seq > Notice.seq, _OTHER.withdrawn_at.is_(None))
    )
    return ~(over.where(_OTHER.read_at.is_(None)) if among_unread else over).exists()


def is_unread_bundle() -> sa.ColumnElement[bool]:
    """Return the condition that something on the bundle of this notice waits to be read."""
    return (
        sa.select(sa.literal(1))
        .select_from(_OTHER)
        .where(_IS_IN_SAME_BUNDLE, _OTHER.read_at.is_(None), _OTHER.withdrawn_at.is_(None))
        .exists()
    )


def rebundle(
    session: Session, is_touched_by: sa.ColumnElement[bool], account_ids: Collection[int]
) -> None:
    """Count anew whom the bundles name in which notices of some activities went or came back.

    Args:
        session: its inboxes are locked.
        is_touched_by: which activities.
        account_ids: whose bundles.
    """
    # Each notice bears how many people its bundle named when it came, so taking back one in the
    # middle makes all above it wrong: "Léa and two others" for two. Hence all of a bundle, also
    # those that are read, and from the lowest up. The caller holds the inboxes: a like that came
    # between reading and writing would be laid on the old count, and nobody would count again. One
    # that is withdrawn names nobody but keeps its place, so that what was told by steps keeps it.
    is_touched = (
        sa.select(sa.literal(1))
        .select_from(_OTHER)
        .where(
            _OTHER.activity_id.in_(sa.select(Activity.id).where(is_touched_by)),
            _OTHER.account_id.in_(account_ids),
            _IS_IN_SAME_BUNDLE,
        )
        .exists()
    )
    rows = session.execute(
        sa.select(
            Notice.id,
            Notice.account_id,
            Notice.bundle,
            Notice.people,
            Notice.before_id,
            Notice.withdrawn_at,
            Activity.actor_id,
        )
        .join(Activity, Activity.id == Notice.activity_id)
        .where(Notice.account_id.in_(account_ids), is_touched)
        .order_by(Notice.account_id, Notice.bundle, Notice.seq)
    )
    changes = [
        change
        for _bundle, ones in groupby(rows, key=lambda row: (row.account_id, row.bundle))
        for change in _recounted(list(ones))
    ]
    if changes:
        session.execute(sa.update(Notice), changes)


def _alike(activity: ActivityItem, names: Collection[str]) -> sa.ColumnElement[bool] | None:
    """Return the condition that a notice may lie on one bundle with this activity."""
    about_subject = sa.and_(
        Activity.subject_kind == activity.subject.kind, Activity.subject_id == activity.subject.id
    )
    places: Mapping[Merging, sa.ColumnElement[bool]] = {Merging.SUBJECT: about_subject}
    if activity.container is not None:
        in_container = sa.and_(
            Activity.container_kind == activity.container.kind,
            Activity.container_id == activity.container.id,
        )
        places = {**places, Merging.CONTAINER: in_container}
    alike = [
        sa.and_(Notice.kind == name, places[kinds()[name].merging])
        for name in names
        if kinds()[name].merging in places
    ]
    return sa.or_(*alike) if alike else None


def _joined(row: _Row, actor_id: int | None) -> Bundle:
    """Lay a notice of this actor on a bundle."""
    return Bundle(
        number=row.bundle,
        people=row.people + (0 if row.names_actor else 1),
        before_id=row.before_id if row.actor_id == actor_id else row.actor_id,
    )


def _recounted(rows: list[_Row]) -> Iterator[dict[str, int | None]]:
    """Return what changes in the notices of one bundle, from the lowest up.

    A notice that names more people than the bundle has notices so far was told by steps: it keeps
    its number, which is the step.
    """
    named: set[int | None] = set()
    top: int | None = None
    before: int | None = None
    for height, row in enumerate(rows, start=1):
        if row.withdrawn_at is not None:
            continue
        if named and row.actor_id != top:
            before = top
        named.add(row.actor_id)
        top = row.actor_id
        people = row.people if row.people > height else len(named)
        if (row.people, row.before_id) != (people, before):
            yield {"id": row.id, "people": people, "before_id": before}
