"""Bundles: similar notices of one person lie on one line until it is read.

A bundle is called by the number of its first notice. Each notice knows how many people the bundle
names once it lies on it, and who was named before: a line is worded from its topmost notice alone.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from app.core.db import BigId, execute, is_one_of
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

_IS_ABOUT: Mapping[Merging, sa.ColumnElement[bool]] = {
    Merging.SUBJECT: sa.and_(
        Activity.subject_kind == sa.bindparam("subject_kind"),
        Activity.subject_id == sa.bindparam("subject_id"),
    ),
    Merging.CONTAINER: sa.and_(
        Activity.container_kind == sa.bindparam("container_kind"),
        Activity.container_id == sa.bindparam("container_id"),
    ),
}
"""That a notice is of the same thing as an activity, by what its kind merges on."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle as it is with one more notice on it."""

    number: int
    people: int
    before_id: int | None


def bundles_for(activity: ActivityItem, plans: Iterable[PlannedNotice]) -> dict[int, Bundle]:
    """Return the unread bundles that this activity joins, by account; the inboxes are locked.

    One query, whatever the bundles hold.
    """
    kind_of = {plan.account_id: plan.kind for plan in plans}
    merging = _places(activity, set(kind_of.values()))
    if not merging:
        return {}
    subject, container = activity.subject, activity.container or activity.subject
    rows = execute(
        _joinable(merging),
        ids=list(kind_of),
        actor_id=activity.actor_id,
        subject_kind=subject.kind,
        subject_id=subject.id,
        container_kind=container.kind,
        container_id=container.id,
    )
    return {
        row.account_id: _joined(row, activity.actor_id)
        for row in rows
        if row.kind == kind_of[row.account_id]
    }


def _places(activity: ActivityItem, names: Collection[str]) -> frozenset[tuple[str, Merging]]:
    """Return for each kind of notice that joins bundles what its bundles are about."""
    known = {Merging.SUBJECT, *((Merging.CONTAINER,) if activity.container is not None else ())}
    return frozenset(
        (name, kinds()[name].merging) for name in names if kinds()[name].merging in known
    )


@lru_cache(maxsize=64)
def _joinable(merging: frozenset[tuple[str, Merging]]) -> sa.Select[*tuple[Any, ...]]:
    """Build the question for the topmost notices of the bundles that an activity joins."""
    names_actor = (
        sa.select(sa.literal(1))
        .select_from(_OTHER)
        .join(_BELOW, _BELOW.id == _OTHER.activity_id)
        .where(_IS_IN_SAME_BUNDLE, _OTHER.withdrawn_at.is_(None))
        .where(_BELOW.actor_id.is_not_distinct_from(sa.bindparam("actor_id", type_=BigId)))
        .exists()
    )
    alike = (sa.and_(Notice.kind == name, _IS_ABOUT[place]) for name, place in sorted(merging))
    return (
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
        .where(is_one_of(Notice.account_id, "ids"), UNREAD, sa.or_(*alike))
        .where(is_topmost(among_unread=True))
        .order_by(Notice.seq)
    )


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
