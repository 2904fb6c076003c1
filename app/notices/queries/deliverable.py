"""Notices on their way by another road: whether they would be told still."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core.db import db
from app.core.subjects import SubjectRef
from app.core.viewer import Viewer
from app.notices.enums import ThreadState
from app.notices.kinds.catalogue import kinds
from app.notices.models import Notice
from app.notices.providers import levels_by_audience, states_by_container
from app.notices.queries.listing import Subjects, lines_of, own_notices, subject_of, subjects_of
from app.notices.rules.precedence import decide
from app.notices.rules.preferences import preferences_of
from app.notices.shapes import Facts, NoticeLine

_Row = sa.Row[*tuple[Any, ...]]
_Place = TypeVar("_Place")
_Choice = TypeVar("_Choice")


def still_deliverable(account_id: int, seqs: Collection[int]) -> tuple[NoticeLine, ...]:
    """Return those of somebody's notices that are unread, and that the rules still deliver.

    In words of the language being spoken, one line for each bundle, the latest first. The rules
    are asked again: rights, blocks, mutes and levels may be others than when it was written.

    Nine queries at the most while all are about one kind of thing, however many they are: the
    reader, the notices, the things, blocks, friends, preferences, states, levels and faces. More
    for the same reasons as on the page.
    """
    viewer = accounts.absent_viewer(account_id)
    if not viewer.may_be_told:
        return ()
    rows = db.session.execute(
        own_notices(account_id)
        .add_columns(sa.true().label("is_unread"))
        .where(Notice.seq.in_(set(seqs)), Notice.read_at.is_(None))
        .order_by(Notice.seq.desc())
    ).all()
    if not rows:
        return ()
    subjects = subjects_of(viewer, rows)
    topmost: dict[int, _Row] = {}
    for row in _told(viewer, rows, subjects):
        topmost.setdefault(row.bundle, row)
    return lines_of(list(topmost.values()), subjects)


def _told(viewer: Viewer, rows: Sequence[_Row], subjects: Subjects) -> list[_Row]:
    """Return those that the rules deliver now."""
    account_id = viewer.known_id
    silent = accounts.blocked_with(account_id)
    friends = accounts.friends_among(account_id, {row.actor_id for row in rows if row.actor_id})
    chosen = preferences_of([account_id])[account_id]
    containers = {container for row in rows if (container := _container(row))}
    states = _chosen_by(account_id, states_by_container(containers, [account_id]))
    audiences = {row.audience for row in rows if row.audience}
    levels = _chosen_by(account_id, levels_by_audience(audiences, [account_id]))
    return [
        row
        for row in rows
        if row.kind in kinds()
        and decide(
            Facts(
                nature=kinds()[row.kind].nature,
                may_see=subject_of(row) in subjects,
                is_blocked=row.actor_id in silent,
                is_switched_off=row.kind in chosen.off,
                thread_state=states.get(_container(row), ThreadState.NORMAL),
                level=levels.get(row.audience, chosen.level),
                is_friend=row.actor_id in friends,
            )
        ).is_delivered
    ]


def _chosen_by(
    account_id: int, found: Mapping[_Place, Mapping[int, _Choice]]
) -> dict[_Place | None, _Choice]:
    return {place: each[account_id] for place, each in found.items() if account_id in each}


def _container(row: _Row) -> SubjectRef | None:
    if row.container_kind is None:
        return None
    return SubjectRef(row.container_kind, row.container_id)
