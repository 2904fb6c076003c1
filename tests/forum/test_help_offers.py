"""No question dies silently: after a day it is offered to those who know its subject, once."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.accounts.models import Account
from app.accounts.services import block
from app.core import clock
from app.core.db import db
from app.core.jobs import enqueue
from app.core.transaction import atomic
from app.forum.limits import HELPERS_MOST, OFFERS_A_DAY
from app.forum.models import ForumThread
from app.forum.services.help_offers import Round
from app.groups.models import Group
from app.notices import services as notices
from app.notices.enums import Level
from app.notices.models import Activity, Notice
from app.threads.models import Post, Thread
from app.threads.services import follows, removals
from tests.conftest import ClientFor
from tests.factories.accounts import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_ban, make_group, make_membership

WAITING = "forum.waiting"


def _helper(*, can_help: str = "Assurances, statuts", group: Group | None = None) -> Account:
    """Return somebody who says what they can help with."""
    helper = make_account()
    with atomic() as session:
        session.get_one(Account, helper.id).can_help = can_help
    if group is not None:
        make_membership(group=group, account=helper)
    return helper


def _waits(thread_id: int, *, hours: int = 25) -> None:
    """Let a thread be older than it is."""
    with atomic() as session:
        session.get_one(Thread, thread_id).created_at = clock.now() - timedelta(hours=hours)


def _offer() -> None:
    """Do the job."""
    enqueue("forum.offer_waiting")


def _told(*people: Account) -> list[bool]:
    """Tell of each of these people whether a question was offered to them, and still is."""
    db.session.rollback()  # the job that tells had a session of its own
    rows = set(
        db.session.scalars(
            sa.select(Notice.account_id).where(
                Notice.kind == WAITING, Notice.withdrawn_at.is_(None)
            )
        )
    )
    return [person.id in rows for person in people]


def test_a_question_is_offered_after_a_day_to_helpers_of_its_tags_once(client_for: ClientFor):
    knows, other = _helper(), _helper(can_help="la cuisine")
    thread_id = make_thread(tags="assurance")
    _waits(thread_id, hours=23)
    _offer()
    assert _told(knows, other) == [False, False]
    _waits(thread_id)
    _offer()
    _offer()
    assert _told(knows, other) == [True, False]
    assert db.session.scalar(sa.select(sa.func.count()).where(Activity.kind == WAITING)) == 1
    page = client_for(knows).get("/notifications").text
    assert "Vous avez dit pouvoir aider sur ce sujet" in page
    assert "une question sur ce que je sais faire" in page, "why"


def test_the_offer_ends_with_the_first_answer():
    knows = _helper()
    thread_id = make_thread(tags="assurance")
    _waits(thread_id)
    _offer()
    make_post(thread_id=thread_id)
    assert _told(knows) == [False]


@pytest.mark.parametrize("state", ["answered", "closed", "discussion", "deleted", "ancient"])
def test_what_waits_for_nobody_is_offered_to_nobody(state: str):
    knows, asker = _helper(), make_account()
    kind = "discussion" if state == "discussion" else "question"
    thread_id = make_thread(tags="assurance", author=asker, kind=kind)
    _waits(thread_id, hours=24 * 31 if state == "ancient" else 25)
    if state == "answered":
        make_post(thread_id=thread_id)
    if state == "closed":
        with atomic() as session:
            session.get_one(Thread, thread_id).closed_at = clock.now()
    if state == "deleted":
        opening = sa.select(Post.id).where(Post.thread_id == thread_id, Post.number == 1)
        removals.delete_post(seen_by(asker), db.session.scalars(opening).one())
    _offer()
    assert _told(knows) == [False]


def test_it_is_left_alone_who_may_not_answer_or_wants_to_hear_less():
    asker, group = make_account(), make_group()
    knows, calm, silent, banned, blocked, suspended, muted = (_helper() for _ in range(7))
    for person, level in ((calm, Level.THREADS), (silent, Level.NOTHING)):
        notices.choose_level(seen_by(person), level.value)
    make_ban(group=group, account=banned)
    block(seen_by(blocked), asker.handle)
    with atomic() as session:
        row = session.get_one(Account, suspended.id)
        row.suspended_until = clock.now() + timedelta(days=1)
    thread_id = make_thread(tags="assurance", author=asker, group=group)
    follows.set_follow(seen_by(muted), thread_id, "mute")
    _waits(thread_id)
    _offer()
    assert _told(knows) == [True]
    assert _told(calm, silent, banned, blocked, suspended, muted, asker) == [False] * 7


def test_what_is_said_in_a_private_group_is_offered_to_its_members_only():
    group = make_group(visibility="members")
    member, outsider = _helper(group=group), _helper()
    _waits(make_thread(tags="assurance", group=group))
    _offer()
    assert _told(member, outsider) == [True, False]


def test_one_switches_it_off_as_any_other_kind():
    knows = _helper()
    notices.switch_kind(seen_by(knows), WAITING, is_on=False)
    _waits(make_thread(tags="assurance"))
    _offer()
    assert _told(knows) == [False]


def test_nobody_is_offered_many_questions_in_a_day_and_the_rest_waits():
    knows = _helper()
    for _number in range(OFFERS_A_DAY + 2):
        _waits(make_thread(tags="assurance"))
    _offer()
    count = sa.select(sa.func.count()).where(Notice.account_id == knows.id)
    assert db.session.scalar(count) == OFFERS_A_DAY
    waiting = sa.select(sa.func.count()).where(ForumThread.offered_at.is_(None))
    assert db.session.scalar(waiting) == 2


def test_few_people_are_asked_for_one_question():
    group = make_group()
    helpers = [_helper(group=group) for _ in range(HELPERS_MOST + 3)]
    _waits(make_thread(tags="assurance", group=group))
    _offer()
    assert sum(_told(*helpers)) == HELPERS_MOST


def test_what_one_run_has_asked_counts_once_whether_its_notices_are_written_or_not():
    asking = Round(knowing={})
    assert asking.asked_today({7: 1}) == {7: 1}
    asking.given.update([7])
    assert asking.asked_today({7: 1}) == {7: 2}, "not written yet"
    assert asking.asked_today({7: 2}) == {7: 2}, "written by now"
    assert asking.asked_today({7: 4}) == {7: 4}, "others asked meanwhile"
