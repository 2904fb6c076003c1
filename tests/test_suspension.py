"""Nothing comes to suspended people, nor to closed accounts, on any road."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
import time_machine

from app.accounts import services as accounts
from app.accounts.models import Account
from app.core import clock
from app.core.db import db
from app.core.jobs import enqueue
from app.core.topics import admitted_to
from app.core.viewer import Right
from app.letters.schedule import weekly_letter
from app.mail.enums import Sort
from app.notices import queries as notice_queries
from app.notices import services as notices
from app.notices.models import Notice
from app.notices.shapes import NoticeLine
from tests.factories import make_account, seen_by
from tests.factories.forum import make_thread
from tests.factories.friends import make_friends
from tests.factories.mail import letters
from tests.letters.conftest import Thread, make_reader
from tests.letters.weekly import say

pytestmark = pytest.mark.usefixtures("noon")
NOON = datetime(2026, 3, 12, 11, 0, tzinfo=UTC)
End = Callable[[Account], object]


@pytest.fixture
def noon() -> Iterator[time_machine.Traveller]:
    """Stop the clock at noon in Paris."""
    with time_machine.travel(NOON, tick=False) as moving:
        yield moving


def _nothing(_person: Account) -> None:
    """Let somebody be, to see that the road is open."""


def _suspend(person: Account) -> None:
    moderator = seen_by(make_account(rights=(Right.CONTENT_MODERATE,)))
    accounts.suspend(moderator, person.id, clock.now() + timedelta(days=30), "Essai")


def _close(person: Account) -> None:
    accounts.close(seen_by(person), person.id)


def _told(person: Account) -> int:
    db.session.close()
    of_them = sa.select(sa.func.count()).select_from(Notice)
    return db.session.scalar(of_them.where(Notice.account_id == person.id)) or 0


def _by_notice(thread: Thread, person: Account, end: End, _now: time_machine.Traveller) -> int:
    end(person)
    thread.answer()
    return _told(person)


def _by_letter(thread: Thread, person: Account, end: End, now: time_machine.Traveller) -> int:
    thread.answer()
    end(person)
    now.shift(timedelta(minutes=11))
    enqueue("letters.sweep")
    return sum(letter.sort == Sort.NOTICES for letter in letters())


def _by_push(thread: Thread, person: Account, end: End, _now: time_machine.Traveller) -> int:
    thread.answer()
    end(person)
    lines: tuple[NoticeLine, ...] = notice_queries.still_deliverable(person.id, range(1, 9))
    return len(lines)


def _by_week(_thread: Thread, person: Account, end: End, now: time_machine.Traveller) -> int:
    weekly_letter.give_turns()
    end(person)
    now.shift(timedelta(days=14))
    weekly_letter.take_turn(person.id, say)
    return sum(letter.sort == Sort.WEEKLY for letter in letters())


def _live(thread: Thread, person: Account, end: End, _now: time_machine.Traveller) -> int:
    end(person)
    return len(admitted_to(f"forum.thread:{thread.id}", [person.id]))


def _out_of_the_drawer(
    thread: Thread, person: Account, end: End, _now: time_machine.Traveller
) -> int:
    make_thread(group=thread.group, author=thread.writer)
    make_friends(thread.writer, person)
    before = _told(person)
    end(person)
    notices.release(person.id, thread.writer.id)
    return max(0, _told(person) - before)


ROADS = (_by_notice, _by_letter, _by_push, _by_week, _live, _out_of_the_drawer)


@pytest.mark.parametrize("end", [_suspend, _close])
@pytest.mark.parametrize("road", ROADS)
def test_nothing_comes_to_who_counts_in_no_audience(noon: time_machine.Traveller, road, end: End):
    person = make_reader()
    assert road(Thread(person), person, end, noon) == 0


@pytest.mark.parametrize("road", ROADS)
def test_the_same_comes_to_everybody_else(noon: time_machine.Traveller, road):
    person = make_reader()
    assert road(Thread(person), person, _nothing, noon) == 1


@pytest.mark.parametrize(("end", "names"), [(_nothing, ["lea"]), (_suspend, []), (_close, [])])
def test_only_those_are_offered_to_be_called_who_hear_it(client_for, end: End, names: list[str]):
    person = make_reader()
    thread = Thread(person)
    end(person)
    client = client_for(thread.writer)
    people = client.get(f"/questions/{thread.id}/personnes?q=le").get_json()
    assert [one["handle"] for one in people] == names


def test_letters_about_to_leave_stay_with_a_suspension(noon: time_machine.Traveller, monkeypatch):
    person = make_reader()
    Thread(person).answer()
    monkeypatch.setattr("app.mail.services.enqueue", lambda *_job: None)
    noon.shift(timedelta(minutes=11))
    enqueue("letters.sweep")
    assert [letter.sort for letter in letters()] == [Sort.NOTICES]
    _suspend(person)
    assert letters() == []


def test_a_suspension_that_is_over_is_none(noon: time_machine.Traveller):
    person = make_reader()
    thread = Thread(person)
    _suspend(person)
    noon.shift(timedelta(days=31))
    thread.answer()
    assert _told(person) == 1
