"""Piles: similar notices of one person lie on one line until it is read.

A pile is called by the number of its first notice. Each notice knows how many people the pile
names once it lies on it, and who was named before: a line is worded from its topmost notice alone.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from app.notices.boxes import UNREAD
from app.notices.kinds import kinds
from app.notices.models import Activity, Notice
from app.notices.shapes import ActivityItem, Telling
from app.notices.terms import Merging

_Row = sa.Row[*tuple[Any, ...]]
_OTHER = aliased(Notice)
"""Another notice, of which a condition tells how it lies to the one that is asked for."""
_BELOW = aliased(Activity)
"""What that one is of."""
_IS_ON_SAME_PILE = sa.and_(_OTHER.account_id == Notice.account_id, _OTHER.pile == Notice.pile)


@dataclass(frozen=True, slots=True)
class Pile:
    """A pile as it is with one more notice on it."""

    number: int
    people: int
    before_id: int | None


def piles_for(
    session: Session, activity: ActivityItem, tellings: Iterable[Telling]
) -> dict[int, Pile]:
    """Return the unread piles that this activity joins, by account; the boxes are locked.

    One query, whatever the piles hold.
    """
    kind_of = {telling.account_id: telling.kind for telling in tellings}
    alike = _alike(activity, set(kind_of.values()))
    if alike is None:
        return {}
    names_actor = (
        sa.select(sa.literal(1))
        .select_from(_OTHER)
        .join(_BELOW, _BELOW.id == _OTHER.activity_id)
        .where(_IS_ON_SAME_PILE, _OTHER.withdrawn_at.is_(None))
        .where(_BELOW.actor_id.is_not_distinct_from(activity.actor_id))
        .exists()
    )
    rows = session.execute(
        sa.select(
            Notice.account_id,
            Notice.kind,
            Notice.pile,
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
        .where(_IS_ON_SAME_PILE, _OTHER.seq > Notice.seq, _OTHER.withdrawn_at.is_(None))
    )
    return ~(over.where(_OTHER.read_at.is_(None)) if among_unread else over).exists()


def is_unread_pile() -> sa.ColumnElement[bool]:
    """Return the condition that something on the pile of this notice waits to be read."""
    return (
        sa.select(sa.literal(1))
        .select_from(_OTHER)
        .where(_IS_ON_SAME_PILE, _OTHER.read_at.is_(None), _OTHER.withdrawn_at.is_(None))
        .exists()
    )


def restack(
    session: Session, is_touched_by: sa.ColumnElement[bool], account_ids: Collection[int]
) -> None:
    """Count anew whom the piles name in which notices of some activities went or came back.

    Args:
        session: its boxes are locked.
        is_touched_by: which activities.
        account_ids: whose piles.
    """
    is_touched = (
        sa.select(sa.literal(1))
        .select_from(_OTHER)
        .where(
            _OTHER.activity_id.in_(sa.select(Activity.id).where(is_touched_by)),
            _OTHER.account_id.in_(account_ids),
            _IS_ON_SAME_PILE,
        )
        .exists()
    )
    rows = session.execute(
        sa.select(
            Notice.id,
            Notice.account_id,
            Notice.pile,
            Notice.people,
            Notice.before_id,
            Notice.withdrawn_at,
            Activity.actor_id,
        )
        .join(Activity, Activity.id == Notice.activity_id)
        .where(Notice.account_id.in_(account_ids), is_touched)
        .order_by(Notice.account_id, Notice.pile, Notice.seq)
    )
    changes = [
        change
        for _pile, ones in groupby(rows, key=lambda row: (row.account_id, row.pile))
        for change in _recounted(list(ones))
    ]
    if changes:
        session.execute(sa.update(Notice), changes)


def _alike(activity: ActivityItem, names: Collection[str]) -> sa.ColumnElement[bool] | None:
    """Return the condition that a notice may lie on one pile with this activity."""
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


def _joined(row: _Row, actor_id: int | None) -> Pile:
    """Lay a notice of this actor on a pile."""
    return Pile(
        number=row.pile,
        people=row.people + (0 if row.names_actor else 1),
        before_id=row.before_id if row.actor_id == actor_id else row.actor_id,
    )


def _recounted(rows: list[_Row]) -> Iterator[dict[str, int | None]]:
    """Return what changes in the notices of one pile, from the lowest up.

    A notice that names more people than the pile has notices so far was told by steps: it keeps
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
