"""No question dies silently: one that waits for a day is offered to those who know its subject.

Each question is offered once, to a few people, and each of them hears of few in a day. Who said
"my threads only" or less is left alone, as is who may not answer there.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core import clock
from app.core.db import db
from app.core.subjects import SubjectRef
from app.core.transaction import atomic
from app.forum.limits import HELPERS_MOST, OFFERED_AFTER, OFFERED_WITHIN, OFFERS_A_DAY
from app.forum.models import ForumThread, Tag, ThreadTag
from app.forum.queries.facts import THREAD
from app.forum.queries.lists import OPEN_QUESTION
from app.forum.tags.spelling import keys_in
from app.groups import queries as groups
from app.notices import queries as notices
from app.notices import services as notice_services
from app.notices.enums import Level
from app.threads.queries.columns import THREADS
from app.threads.services.changes import ThreadChange, locked_thread

WAITING, TO_CHECK = "forum.waiting", "forum.to_check"
"""Kinds of the notices that ask for help: one person hears of few of them in a day."""
_AT_ONCE = 500
_WELCOME = frozenset({Level.EVERYTHING, Level.FRIENDS})
"""What people want to hear of who may be asked."""

Knowing = Mapping[str, Collection[int]]
"""Key of a tag → who can help with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One run of a job that asks for help."""

    knowing: Knowing
    given: Counter[int] = field(default_factory=Counter)
    """How often it has asked each person so far; their notices may be written, or not yet."""
    before: dict[int, int] = field(default_factory=dict)
    """How often each had been asked today when it first thought of them."""

    def asked_today(self, told: Mapping[int, int]) -> dict[int, int]:
        """Return how often these people were asked, of whose notices so many are written."""
        return {
            one: max(count, self.before.setdefault(one, count) + self.given[one])
            for one, count in told.items()
        }


def offer_waiting() -> None:
    """Offer the questions that have waited for a day, the oldest first. A job."""
    now = clock.now()
    due = db.session.scalars(
        sa.select(THREADS.c.id)
        .join(ForumThread, ForumThread.thread_id == THREADS.c.id)
        .where(
            OPEN_QUESTION,
            THREADS.c.deleted_at.is_(None),
            ForumThread.offered_at.is_(None),
            THREADS.c.created_at.between(now - OFFERED_WITHIN, now - OFFERED_AFTER),
        )
        .order_by(THREADS.c.created_at, THREADS.c.id)
        .limit(_AT_ONCE)
    ).all()
    asking = Round(knowing=who_knows() if due else {})
    for thread_id in due:
        _offer(thread_id, asking)


def who_knows() -> Knowing:
    """Return who says they can help with what."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for account_id, can_help in accounts.people_who_help():
        for key in keys_in(can_help):
            found[key].add(account_id)
    return found


def _offer(thread_id: int, asking: Round) -> None:
    """Offer one question, unless somebody answered it, or another process offered it meanwhile.

    When all who could help have heard of enough today, it waits for tomorrow.
    """
    with atomic() as session:
        thread = locked_thread(thread_id)
        question = session.get_one(ForumThread, thread_id, populate_existing=True)
        if thread is None or thread.answer_count or thread.is_closed or question.offered_at:
            return
        able = able_helpers(thread, asking.knowing)
        helpers = free_helpers(thread, able, asking)
        if able and not helpers:
            return
        question.offered_at = clock.now()
        asking.given.update(helpers)
        if helpers:
            ref = SubjectRef(THREAD, thread.id)
            notice_services.record(
                WAITING,
                ref,
                actor_id=thread.author_id,
                container=ref,
                audience=groups.audience_of(thread.group_id),
                concerns=dict.fromkeys(helpers, WAITING),
                once=True,
            )


def able_helpers(thread: ThreadChange, knowing: Knowing) -> frozenset[int]:
    """Return those who can help with the tags of a thread, may answer it, and hear of such."""
    keys = db.session.scalars(
        sa.select(Tag.key)
        .join(ThreadTag, ThreadTag.tag_id == Tag.id)
        .where(ThreadTag.thread_id == thread.id)
    )
    known = {one for key in keys for one in knowing.get(key, ())} - {thread.author_id}
    if not known or thread.group_id is None:
        return frozenset()
    able = groups.writers_among(thread.group_id, known)
    levels = notices.wanted_levels(groups.audience_of(thread.group_id), able)
    return frozenset(one for one in able if levels[one] in _WELCOME)


def free_helpers(thread: ThreadChange, able: Collection[int], asking: Round) -> tuple[int, ...]:
    """Return those who were not asked for much today, the least first; not too many."""
    if not able:
        return ()
    since = clock.now() - timedelta(days=1)
    asked = asking.asked_today(notices.told_counts([WAITING, TO_CHECK], able, since=since))
    silent = accounts.blocked_with(thread.author_id) if thread.author_id else frozenset()
    free = [one for one in able if one not in silent and asked[one] < OFFERS_A_DAY]
    return tuple(sorted(free, key=lambda one: (asked[one], one))[:HELPERS_MOST])


def take_back_offer(thread_id: int) -> None:
    """Ask nobody any more for help with a question that got its first answer."""
    with atomic() as session:
        question = session.get(ForumThread, thread_id)
        thread = locked_thread(thread_id) if question and question.offered_at else None
        if thread is not None:
            notice_services.take_back(
                WAITING, SubjectRef(THREAD, thread.id), actor_id=thread.author_id
            )
