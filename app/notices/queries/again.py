"""Notices on their way by another road: whether they would be told still."""

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core.db import db
from app.core.subjects import SubjectRef, find_visible
from app.core.viewer import Viewer
from app.notices.around import levels_of, states_of
from app.notices.kinds import kinds
from app.notices.models import Activity, Notice
from app.notices.queries.lines import lines_of
from app.notices.rules import decide
from app.notices.shapes import Facts, NoticeLine
from app.notices.terms import ThreadState
from app.notices.wishes import wishes_of

_Row = sa.Row[*tuple[Any, ...]]


def still_told(account_id: int, seqs: Collection[int]) -> tuple[NoticeLine, ...]:
    """Return those of somebody's notices that are unread, and that the rules still deliver.

    In words of the language being spoken, one line for each pile, the latest first. The rules
    are asked again: rights, blocks, mutes and levels may be others than when it was written.
    """
    unread = sa.and_(
        Notice.account_id == account_id,
        Notice.seq.in_(set(seqs)),
        Notice.read_at.is_(None),
        Notice.withdrawn_at.is_(None),
    )
    rows = db.session.execute(
        sa.select(
            Notice.seq,
            Notice.pile,
            Notice.kind,
            Activity.actor_id,
            Activity.group_id,
            Activity.subject_kind,
            Activity.subject_id,
            Activity.container_kind,
            Activity.container_id,
        )
        .join(Activity, Activity.id == Notice.activity_id)
        .where(unread)
        .order_by(Notice.seq.desc())
    ).all()
    told = _told(account_id, rows)
    topmost = {row.pile: row.seq for row in reversed(told)}
    return lines_of(Viewer(account_id=account_id), sorted(topmost.values(), reverse=True))


def _told(account_id: int, rows: Sequence[_Row]) -> list[_Row]:
    """Return those that the rules deliver now."""
    if not rows:
        return []
    refs = {SubjectRef(row.subject_kind, row.subject_id) for row in rows}
    seen = find_visible(Viewer(account_id=account_id), refs)
    silent = accounts.silent_towards(account_id)
    friends = accounts.friends_among(account_id, {row.actor_id for row in rows if row.actor_id})
    wish = wishes_of([account_id])[account_id]
    return [
        row
        for row in rows
        if row.kind in kinds()
        and decide(
            Facts(
                nature=kinds()[row.kind].nature,
                may_see=SubjectRef(row.subject_kind, row.subject_id) in seen,
                is_blocked=row.actor_id in silent,
                is_switched_off=row.kind in wish.off,
                thread_state=states_of(_container(row), [account_id]).get(
                    account_id, ThreadState.NORMAL
                ),
                level=levels_of(row.group_id, [account_id]).get(account_id, wish.level),
                is_friend=row.actor_id in friends,
            )
        ).is_delivered
    ]


def _container(row: _Row) -> SubjectRef | None:
    """Return what the subject is part of."""
    if row.container_kind is None:
        return None
    return SubjectRef(row.container_kind, row.container_id)
