"""Is it still true? The day of a check, and what people find then."""

from datetime import timedelta
from functools import partial

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, FormRefused, Suspended
from app.core.transaction import atomic
from app.forum.enums import CheckStep
from app.forum.models import ForumThread, SolutionCheck
from app.forum.services import answers, checks
from app.forum.services.answers import accept_answer
from app.groups.enums import Role
from app.notices.models import Notice
from app.threads.models import Thread
from app.threads.services import removals
from app.threads.shapes import Reason
from tests.factories import make_account, seen_by
from tests.factories.forum import let_check_come, make_due, make_post, make_solved, make_thread
from tests.factories.groups import make_ban, make_group, make_membership

REASON = Reason(rule="subject", sentence="Hors sujet.")


def _thread(thread_id: int) -> ForumThread:
    db.session.close()
    return db.session.get_one(ForumThread, thread_id)


def _version(thread_id: int) -> int:
    return db.session.get_one(Thread, thread_id).version


def _steps(thread_id: int) -> list[tuple[str, int | None]]:
    """Return what was recorded of the solution, in order, and of whom."""
    db.session.close()
    wanted = sa.select(SolutionCheck.step, SolutionCheck.account_id)
    rows = db.session.execute(
        wanted.where(SolutionCheck.thread_id == thread_id).order_by(SolutionCheck.id)
    )
    return [(row.step, row.account_id) for row in rows]


def _told(kind: str) -> set[int]:
    """Return who has been told of something, and still is."""
    db.session.close()
    wanted = sa.select(Notice.account_id)
    return set(db.session.scalars(wanted.where(Notice.kind == kind, Notice.withdrawn_at.is_(None))))


@pytest.mark.parametrize("who", ["asker", "answerer", "moderator"])
def test_who_asked_who_answered_and_moderators_choose_the_day(who: str):
    people = {name: make_account() for name in ("asker", "answerer", "moderator")}
    group = make_group()
    make_membership(group=group, account=people["moderator"], role=Role.MODERATOR)
    thread_id, _post = make_solved(asker=people["asker"], answerer=people["answerer"], group=group)
    on = clock.now() + timedelta(days=90)
    checks.plan_check(seen_by(people[who]), thread_id, on)
    thread = _thread(thread_id)
    assert (thread.check_on, thread.check_asked_at) == (on, None)
    version = _version(thread_id)
    checks.plan_check(seen_by(people[who]), thread_id, on)
    assert _version(thread_id) == version, "the same day again is no change"
    checks.plan_check(seen_by(people[who]), thread_id, None)
    assert _thread(thread_id).check_on is None
    assert _steps(thread_id) == [("planned", people[who].id)] * 2


def test_somebody_else_does_not_choose_the_day():
    thread_id, _post = make_solved()
    with pytest.raises(Forbidden):
        checks.plan_check(seen_by(make_account()), thread_id, clock.now() + timedelta(days=9))
    assert _thread(thread_id).check_on is None


@pytest.mark.parametrize(
    ("days", "sentence"), [(0, "Choisissez un jour à venir."), (3700, "d’ici dix ans")]
)
def test_a_day_is_to_come_and_not_too_far(days: int, sentence: str):
    asker = make_account()
    thread_id, _post = make_solved(asker=asker)
    with pytest.raises(FormRefused, match=sentence) as refused:
        checks.plan_check(seen_by(asker), thread_id, clock.now() + timedelta(days=days))
    assert refused.value.field == "day"


def test_any_helper_confirms_and_it_is_recorded_told_and_done_once():
    asker, answerer, helper = make_account(), make_account(), make_account()
    thread_id, _post = make_due(asker=asker, answerer=answerer)
    on = clock.now() + timedelta(days=365)
    checks.confirm_solution(seen_by(helper), thread_id, next_on=on)
    version = _version(thread_id)
    checks.confirm_solution(seen_by(helper), thread_id, next_on=on)
    thread = _thread(thread_id)
    assert (thread.check_on, _version(thread_id)) == (on, version)
    assert _steps(thread_id) == [("confirmed", helper.id)]
    assert _told("forum.checked") == {asker.id, answerer.id}
    with pytest.raises(FormRefused, match="pas à vérifier"):
        checks.confirm_solution(seen_by(make_account()), thread_id, next_on=None)


def test_out_of_date_is_said_once_told_to_who_asked_and_taken_back():
    asker, helper, other = make_account(), make_account(), make_account()
    thread_id, _post = make_due(asker=asker)
    checks.mark_outdated(seen_by(helper), thread_id, reason="La loi a changé. ")
    checks.mark_outdated(seen_by(other), thread_id, reason="Autre chose")
    thread = _thread(thread_id)
    said = db.session.get_one(SolutionCheck, thread.check_id)
    assert (said.account_id, said.reason) == (helper.id, "La loi a changé.")
    assert db.session.get_one(Thread, thread_id).featured_id is not None, "it stays solved"
    assert asker.id in _told("forum.outdated")
    checks.restore_solution(seen_by(other), thread_id)
    checks.restore_solution(seen_by(other), thread_id)
    thread = _thread(thread_id)
    assert (thread.outdated_at, thread.check_id) == (None, None)
    assert _told("forum.outdated") == set()
    assert _steps(thread_id) == [("outdated", helper.id), ("restored", other.id)]


@pytest.mark.parametrize("found", ["checked", "outdated"])
def test_what_the_same_person_finds_on_the_next_day_is_told_again(found: str):
    asker, helper = make_account(), seen_by(make_account())
    thread_id, _post = make_due(asker=asker)
    for days_ago in (30, 1):
        let_check_come(thread_id, days_ago=days_ago)
        if found == "outdated":
            for _each in range(3):
                checks.mark_outdated(helper, thread_id)
                checks.restore_solution(helper, thread_id)
            checks.mark_outdated(helper, thread_id)
            assert _told("forum.outdated") >= {asker.id}
        checks.confirm_solution(helper, thread_id, next_on=None)
    db.session.close()
    mine = sa.select(Notice.id).where(Notice.account_id == asker.id)
    told = db.session.scalars(mine.where(Notice.kind == f"forum.{found}")).all()
    assert len(told) == 2, "once for each day"


def test_what_was_known_before_is_known_again_when_it_is_taken_back():
    helper = seen_by(make_account())
    thread_id, _post = make_due()
    checks.confirm_solution(helper, thread_id, next_on=clock.now() + timedelta(days=30))
    confirmed_id = _thread(thread_id).check_id
    let_check_come(thread_id)
    checks.mark_outdated(helper, thread_id)
    checks.restore_solution(helper, thread_id)
    assert _thread(thread_id).check_id == confirmed_id


def test_what_is_out_of_date_is_true_again_once_somebody_says_so():
    asker, helper = make_account(), seen_by(make_account())
    thread_id, _post = make_due(asker=asker)
    checks.mark_outdated(helper, thread_id)
    with pytest.raises(FormRefused, match="de nouveau vraie"):
        checks.plan_check(seen_by(asker), thread_id, clock.now() + timedelta(days=9))
    checks.confirm_solution(helper, thread_id, next_on=None)
    thread = _thread(thread_id)
    assert (thread.outdated_at, thread.check_on) == (None, None)
    assert db.session.get_one(SolutionCheck, thread.check_id).step == CheckStep.CONFIRMED


def test_nobody_says_anything_who_may_not_answer():
    group = make_group()
    thread_id, _post = make_due(group=group)
    banned, suspended = (
        make_account(),
        make_account(suspended_until=clock.now() + timedelta(days=3)),
    )
    make_ban(group=group, account=banned)
    for person, refusal in ((banned, Forbidden), (suspended, Suspended)):
        confirm = partial(checks.confirm_solution, next_on=None)
        for act in (confirm, checks.mark_outdated, checks.restore_solution):
            with pytest.raises(refusal):
                act(seen_by(person), thread_id)
    with atomic() as session:
        session.get_one(Thread, thread_id).closed_at = clock.now()
    with pytest.raises(Forbidden, match="fermé"):
        checks.mark_outdated(seen_by(make_account()), thread_id)
    assert _steps(thread_id) == []


@pytest.mark.parametrize("how", ["another", "none", "deleted"])
def test_a_solution_that_is_none_any_more_takes_all_that_with_it(how: str):
    asker, moderator, group = make_account(), make_account(), make_group()
    make_membership(group=group, account=moderator, role=Role.MODERATOR)
    thread_id, post_id = make_solved(asker=asker, group=group)
    other_id = make_post(thread_id=thread_id)
    let_check_come(thread_id)
    checks.mark_outdated(seen_by(make_account()), thread_id)
    if how == "another":
        accept_answer(seen_by(asker), thread_id, other_id)
    elif how == "none":
        answers.clear_solution(seen_by(asker), thread_id)
    else:
        removals.delete_post(seen_by(moderator), post_id, reason=REASON)
    thread = _thread(thread_id)
    held = (thread.check_on, thread.check_set_at, thread.outdated_at, thread.check_id)
    assert held == (None, None, None, None)
    assert _told("forum.outdated") == set()


def test_a_thread_without_a_solution_has_nothing_to_check():
    asker = make_account()
    thread_id = make_thread(author=asker)
    with pytest.raises(FormRefused, match="plus de solution"):
        checks.plan_check(seen_by(asker), thread_id, clock.now() + timedelta(days=9))
    with pytest.raises(FormRefused, match="plus de solution"):
        checks.mark_outdated(seen_by(asker), thread_id)
