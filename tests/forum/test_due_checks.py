"""On its day a solution is shown to those who can tell whether it is still true, once."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app.accounts.models import Account
from app.core import clock
from app.core.db import db
from app.core.jobs import enqueue
from app.core.transaction import atomic
from app.forum.limits import OFFERS_A_DAY
from app.forum.models import SolutionCheck
from app.forum.services import answers, checks, due_checks
from app.forum.services.help_offers import TO_CHECK
from app.notices import services as notices
from app.notices.models import Notice
from app.threads.models import Post, Thread
from app.threads.services import removals
from tests.conftest import ClientFor
from tests.factories import make_account, seen_by
from tests.factories.forum import forum_thread, let_check_come, make_due, make_solved
from tests.factories.groups import make_group


def _helper(can_help: str = "Assurances") -> Account:
    helper = make_account()
    with atomic() as session:
        session.get_one(Account, helper.id).can_help = can_help
    return helper


def _ask() -> None:
    enqueue(due_checks.ASK)
    db.session.rollback()


def _told(*, even_ended: bool = False) -> list[int]:
    """Return who was asked and still is, once for each time."""
    db.session.close()
    wanted = sa.select(Notice.account_id).where(Notice.kind == TO_CHECK)
    if not even_ended:
        wanted = wanted.where(Notice.withdrawn_at.is_(None))
    return sorted(db.session.scalars(wanted))


def test_who_asked_who_answered_and_helpers_of_its_tags_are_asked_once(client_for: ClientFor):
    asker, answerer, helper = make_account(), make_account(), _helper()
    _helper("la cuisine")
    thread_id, _post = make_solved(asker=asker, answerer=answerer)
    checks.plan_check(seen_by(asker), thread_id, clock.now() + timedelta(days=9))
    _ask()
    assert _told() == []
    let_check_come(thread_id)
    _ask()
    _ask()
    assert _told() == sorted([asker.id, answerer.id, helper.id])
    page = client_for(helper).get("/notifications").text
    assert "est-elle toujours vraie" in page
    assert "une solution à vérifier" in page, "why"


def test_they_are_asked_anew_on_the_next_day_that_was_chosen():
    asker = make_account()
    thread_id, _post = make_solved(asker=asker)
    for _round in range(2):
        let_check_come(thread_id)
        _ask()
        checks.confirm_solution(
            seen_by(make_account()), thread_id, next_on=clock.now() + timedelta(days=30)
        )
    assert _told() == []
    assert _told(even_ended=True).count(asker.id) == 2


@pytest.mark.parametrize("what", ["confirmed", "outdated", "planned", "cleared", "deleted"])
def test_nobody_is_asked_any_more_once_somebody_has_looked(what: str):
    asker, answerer, helper = make_account(), make_account(), seen_by(make_account())
    thread_id, post_id = make_due(asker=asker, answerer=answerer)
    _ask()
    assert len(_told()) == 2
    later = clock.now() + timedelta(days=30)
    if what == "confirmed":
        checks.confirm_solution(helper, thread_id, next_on=None)
    elif what == "outdated":
        checks.mark_outdated(helper, thread_id)
    elif what == "planned":
        checks.plan_check(seen_by(asker), thread_id, later)
    elif what == "cleared":
        answers.clear_solution(seen_by(asker), thread_id)
    else:
        removals.delete_post(seen_by(answerer), post_id)
    assert _told() == []


@pytest.mark.parametrize("state", ["outdated", "unsolved", "deleted", "ahead"])
def test_what_waits_for_nobody_is_asked_of_nobody(state: str):
    asker = make_account()
    thread_id, _post = make_solved(asker=asker)
    let_check_come(thread_id, days_ago=-2 if state == "ahead" else 1)
    if state == "outdated":
        checks.mark_outdated(seen_by(make_account()), thread_id)
    with atomic() as session:
        thread = session.get_one(Thread, thread_id)
        if state == "unsolved":
            thread.featured_id = None
        if state == "deleted":
            thread.deleted_at = clock.now()
    _ask()
    assert _told() == []


def test_a_closed_question_is_asked_of_its_own_people_only():
    asker, answerer, _helps = make_account(), make_account(), _helper()
    thread_id, _post = make_due(asker=asker, answerer=answerer)
    with atomic() as session:
        session.get_one(Thread, thread_id).closed_at = clock.now()
    _ask()
    assert _told() == sorted([asker.id, answerer.id])


def test_a_helper_hears_of_few_in_a_day_and_who_asked_of_all():
    asker, helper, group = make_account(), _helper(), make_group()
    for _number in range(OFFERS_A_DAY + 2):
        make_due(asker=asker, group=group)
    _ask()
    _ask()
    told = _told()
    assert (told.count(helper.id), told.count(asker.id)) == (OFFERS_A_DAY, OFFERS_A_DAY + 2)


def test_who_is_gone_is_not_asked_and_the_question_is():
    asker = make_account()
    thread_id, post_id = make_solved(asker=asker)
    with atomic() as session:
        session.get_one(Post, post_id).author_id = None
    let_check_come(thread_id)
    _ask()
    assert _told() == [asker.id]


def test_a_process_that_is_killed_half_way_asks_again_from_where_it_was(monkeypatch):
    asker = make_account()
    first, second = (make_solved(asker=asker)[0] for _ in range(2))
    let_check_come(first, days_ago=2)
    let_check_come(second)
    record, told = notices.record, []

    def killed(*about: Any, **more: Any) -> None:  # noqa: ANN401 - passed on as it comes
        told.append(about)
        if len(told) == 2:
            raise KeyboardInterrupt
        record(*about, **more)

    monkeypatch.setattr(notices, "record", killed)
    with pytest.raises(KeyboardInterrupt):
        due_checks.ask_for_checks()
    monkeypatch.undo()
    db.session.close()
    asked = [forum_thread(one).check_asked_at for one in (first, second)]
    assert [one is not None for one in asked] == [True, False]
    _ask()
    assert _told().count(asker.id) == 2
    assert db.session.scalar(sa.select(sa.func.count()).select_from(SolutionCheck)) == 2
