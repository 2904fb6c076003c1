"""Who is told of an activity: candidates of the room, facts of ours, one decision each."""

from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core.db import db
from app.notices.kinds import states_of
from app.notices.models import NoticeSettings
from app.notices.rules import decide
from app.notices.shapes import (
    DEFAULT_LEVEL,
    ActivityItem,
    Candidate,
    Facts,
    Level,
    NoticeKind,
    Rule,
    ThreadState,
)

_CHUNK = 1000
_Wishes = tuple[Level, frozenset[str]]
_USUAL: _Wishes = (DEFAULT_LEVEL, frozenset())


def recipients(kind: NoticeKind, activity: ActivityItem) -> list[tuple[int, Rule]]:
    """Return who is told, in the order of accounts, and by which rule.

    Three queries beside those of the room, and three more for each further thousand candidates.
    """
    candidates = _one_each(kind.candidates(activity), activity.actor_id)
    silent = accounts.silent_towards(activity.actor_id) if activity.actor_id else frozenset()
    told: list[tuple[int, Rule]] = []
    ids = sorted(candidates)
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        told += _decided(kind, activity, [candidates[one] for one in chunk], silent)
    return told


def _one_each(found: Iterable[Candidate], actor_id: int | None) -> dict[int, Candidate]:
    """Keep one candidate for each person, the most concerned; leave out the actor."""
    kept: dict[int, Candidate] = {}
    for candidate in found:
        known = kept.get(candidate.account_id)
        if candidate.account_id != actor_id and (known is None or candidate.is_direct):
            kept[candidate.account_id] = candidate
    return kept


def _decided(
    kind: NoticeKind,
    activity: ActivityItem,
    candidates: list[Candidate],
    silent: frozenset[int],
) -> list[tuple[int, Rule]]:
    """Decide for up to a thousand people; leave out those who closed their account."""
    ids = [candidate.account_id for candidate in candidates]
    wishes = _wishes_of(ids)
    asked = [one.account_id for one in candidates if one.thread_state is None]
    states = states_of(activity.container, asked)
    faces = accounts.faces(ids)
    told = []
    for candidate in candidates:
        account_id = candidate.account_id
        level, off = wishes.get(account_id, _USUAL)
        facts = Facts(
            nature=kind.nature,
            may_see=candidate.may_see,
            is_blocked=account_id in silent,
            is_direct=candidate.is_direct,
            is_switched_off=kind.kind in off,
            thread_state=_state(candidate, states),
            level=candidate.group_level or level,
            is_in_thread=candidate.is_in_thread,
        )
        decision = decide(facts)
        if decision.is_delivered and faces[account_id].id:
            told.append((account_id, decision.rule))
    return told


def _state(candidate: Candidate, states: Mapping[int, ThreadState]) -> ThreadState:
    """Return what a person chose for the thread, as the room or the owner of the thread says."""
    return candidate.thread_state or states.get(candidate.account_id, ThreadState.NORMAL)


def _wishes_of(account_ids: list[int]) -> dict[int, _Wishes]:
    """Return the wishes of those who have expressed any."""
    rows = db.session.execute(
        sa.select(NoticeSettings.account_id, NoticeSettings.level, NoticeSettings.off_kinds).where(
            NoticeSettings.account_id.in_(account_ids)
        )
    )
    return {row.account_id: (Level(row.level), frozenset(row.off_kinds)) for row in rows}
