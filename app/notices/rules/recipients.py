"""Who is told of an activity: candidates of the room, facts of ours, one decision each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.accounts import queries as accounts
from app.notices.enums import Level, Rule, ThreadState
from app.notices.kinds.catalogue import kinds
from app.notices.providers import levels_of, states_of
from app.notices.rules.milestones import is_milestone, is_thinned, place_of
from app.notices.rules.precedence import decide
from app.notices.rules.preferences import Preferences, preferences_of
from app.notices.shapes import ActivityItem, Candidate, Facts, NoticeKind, PlannedNotice

_CHUNK = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is known of up to a thousand people."""

    preferences: Mapping[int, Preferences]
    states: Mapping[int, ThreadState]
    levels: Mapping[int, Level]
    friends: frozenset[int]
    silent: frozenset[int]


def recipients(activity: ActivityItem) -> list[PlannedNotice]:
    """Return who is told, in the order of accounts, and by which rule.

    Five queries beside those of the room, and as many for each further thousand candidates.
    """
    kind = kinds().get(activity.kind)
    if kind is None:
        return []  # the room that announced it is gone
    candidates = _one_each(kind.candidates(activity), activity.actor_id)
    silent = accounts.blocked_with(activity.actor_id) if activity.actor_id else frozenset()
    ids = sorted(candidates)
    told: list[PlannedNotice] = []
    for start in range(0, len(ids), _CHUNK):
        chunk = [candidates[one] for one in ids[start : start + _CHUNK]]
        told += _told(activity, chunk, silent)
    return told


def _one_each(found: Iterable[Candidate], actor_id: int | None) -> dict[int, Candidate]:
    """Keep one candidate for each person, the most concerned; leave out the actor."""
    kept: dict[int, Candidate] = {}
    for candidate in found:
        known = kept.get(candidate.account_id)
        is_closer = known is None or candidate.kind is not None
        if candidate.account_id != actor_id and is_closer:
            kept[candidate.account_id] = candidate
    return kept


def _told(
    activity: ActivityItem, candidates: list[Candidate], silent: frozenset[int]
) -> Iterator[PlannedNotice]:
    """Decide for up to a thousand people; leave out those who count in no audience."""
    ids = [candidate.account_id for candidate in candidates]
    actor_id = activity.actor_id
    known = _Known(
        preferences=preferences_of(ids),
        states=states_of(activity.container, ids),
        levels=levels_of(activity.audience, ids),
        friends=accounts.friends_among(actor_id, ids) if actor_id else frozenset(),
        silent=silent,
    )
    audience = accounts.audience_among(ids)
    for candidate in candidates:
        account_id = candidate.account_id
        kind = kinds()[candidate.kind or activity.kind]
        decision = decide(_facts(candidate, kind, known))
        if not (decision.is_delivered and account_id in audience):
            continue
        plan = planned_notice(
            activity, account_id, kind, decision.rule, known.preferences[account_id]
        )
        if plan is not None:
            yield plan


def planned_notice(
    activity: ActivityItem, account_id: int, kind: NoticeKind, rule: Rule, chosen: Preferences
) -> PlannedNotice | None:
    """Return how somebody is told by a rule; `None` between the steps they want to hear of."""
    place = place_of(activity) if is_thinned(kind, chosen) else None
    if place is not None and not is_milestone(place):
        return None
    return PlannedNotice(account_id=account_id, kind=kind.kind, rule=rule, people=place)


def _facts(candidate: Candidate, kind: NoticeKind, known: _Known) -> Facts:
    account_id = candidate.account_id
    chosen = known.preferences[account_id]
    return Facts(
        nature=kind.nature,
        may_see=candidate.may_see,
        is_blocked=account_id in known.silent,
        is_switched_off=kind.kind in chosen.off,
        thread_state=known.states.get(account_id, ThreadState.NORMAL),
        level=known.levels.get(account_id, chosen.level),
        is_friend=account_id in known.friends,
    )
