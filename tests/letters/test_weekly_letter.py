"""The weekly letter comes once a week, never twice, and stops when nobody looks at it."""

from datetime import timedelta

import pytest
import time_machine

from app.accounts import queries as account_queries
from app.accounts import services as accounts
from app.core import clock
from app.core.jobs import enqueue
from app.letters import services
from app.letters.limits import MOST_UNSEEN
from app.letters.schedule import weekly_letter
from app.letters.shapes import Quiet
from app.mail import services as mail
from app.mail.delivery.suppressions import mark_refused
from tests.factories import make_account, seen_by
from tests.factories.accounts import make_session
from tests.factories.mail import delivered, letters
from tests.letters.conftest import make_reader
from tests.letters.weekly import (
    come_to_turn,
    has_turn,
    one_week,
    say,
    say_nothing,
    times_of,
    turn_row,
    unconfirm,
)

pytestmark = pytest.mark.usefixtures("noon")
Clock = time_machine.Traveller
LAST = "C’est la dernière"


def _body(letter) -> str:
    body = delivered(letter).get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_only_those_who_take_letters_get_a_turn():
    taker, unproved = make_reader(), make_reader(handle="noe")
    other = make_reader(accepts_letters=False, handle="zoe")
    unconfirm(unproved)
    for _time in range(2):
        enqueue("letters.give_turns")
    assert has_turn(taker)
    assert not has_turn(unproved)
    assert not has_turn(other)


def test_it_comes_once_a_week(noon: Clock):
    reader = make_reader()
    (letter,) = one_week(noon, reader)
    for _time in range(3):
        weekly_letter.take_turn(reader.id, say)
    assert len(letters()) == 1
    message = delivered(letter)
    assert "/lettres/semaine/arreter/" in message["List-Unsubscribe"]
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    first = clock.now()
    assert len(one_week(noon, reader)) == 2
    assert timedelta(days=6, hours=22) < clock.now() - first < timedelta(days=7, hours=2)


def test_a_letter_that_was_late_does_not_bring_the_next_one_closer(noon: Clock):
    reader = make_reader()
    weekly_letter.give_turns()
    come_to_turn(noon, reader)
    noon.shift(timedelta(days=5))
    weekly_letter.take_turn(reader.id, say)
    sent_at, due_at = times_of(reader)
    assert due_at - sent_at > timedelta(days=4)


def test_what_breaks_half_way_is_neither_lost_nor_doubled(
    noon: Clock, monkeypatch: pytest.MonkeyPatch
):
    reader = make_reader()

    def die(*_letter: object, **_more: object) -> None:
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr(mail, "post_letter", die)
        with pytest.raises(MemoryError):
            one_week(noon, reader)
    assert letters() == []
    for _time in range(2):
        weekly_letter.take_turn(reader.id, say)
    assert len(letters()) == 1


def test_nothing_to_say_is_not_said(noon: Clock):
    reader = make_reader()
    for _week in range(MOST_UNSEEN + 2):
        assert one_week(noon, reader, say_nothing) == []
    assert len(one_week(noon, reader)) == 1


def test_three_ignored_in_a_row_are_the_last(noon: Clock):
    reader = make_reader()
    for week in range(1, MOST_UNSEEN + 1):
        sent = one_week(noon, reader)
        assert len(sent) == week
        assert (LAST in _body(sent[-1])) is (week == MOST_UNSEEN)
    assert len(one_week(noon, reader)) == MOST_UNSEEN
    row = turn_row(reader)
    assert (row.due_at, row.rested_at) == (None, clock.now())
    enqueue("letters.give_turns")
    assert turn_row(reader).due_at is None
    services.choose(seen_by(reader), is_on=True, quiet=Quiet(), is_weekly=True)
    assert len(one_week(noon, reader)) == MOST_UNSEEN + 1


def _sign_in(reader, _monkeypatch):
    make_session(reader)


def _sign_out(reader, _monkeypatch):
    make_session(reader)
    (browser,) = account_queries.open_sessions(seen_by(reader))
    accounts.end_session(seen_by(reader), browser.id)


def _be_here(_reader, monkeypatch):
    monkeypatch.setattr(weekly_letter, "is_here", lambda _account_id: True)


@pytest.mark.parametrize("visit", [_sign_in, _sign_out, _be_here])
def test_whoever_comes_by_goes_on_having_it(noon: Clock, monkeypatch, visit):
    reader = make_reader()
    for _week in range(MOST_UNSEEN - 1):
        one_week(noon, reader)
    noon.shift(timedelta(days=1))
    visit(reader, monkeypatch)
    sent = one_week(noon, reader)
    assert LAST not in _body(sent[-1])
    assert len(one_week(noon, reader)) == MOST_UNSEEN + 1


def test_quiet_hours_put_it_off(noon: Clock):
    reader = make_reader()
    services.choose(seen_by(reader), is_on=False, quiet=Quiet(begin=8, end=19), is_weekly=True)
    assert one_week(noon, reader) == []
    assert len(one_week(noon, reader)) == 1


def test_an_address_that_cannot_be_written_to_gets_none(noon: Clock):
    refused, unproved = make_reader(), make_reader(handle="noe")
    weekly_letter.give_turns()
    mark_refused(refused.email or "", "550 5.1.1 unknown")
    unconfirm(unproved)
    for reader in (refused, unproved):
        assert one_week(noon, reader) == []
    assert turn_row(refused).unseen_count == 0


def test_closing_the_account_forgets_the_turn():
    reader = make_reader()
    weekly_letter.give_turns()
    accounts.close(seen_by(reader), reader.id)
    assert not has_turn(reader)
    weekly_letter.take_turn(reader.id, say)
    assert letters() == []


def test_somebody_without_a_turn_has_none():
    other = make_account()
    weekly_letter.take_turn(other.id, say)
    assert letters() == []
