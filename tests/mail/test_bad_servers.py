"""Whatever a mail server does, a letter is not lost, and comes twice only when nobody can know."""

import dataclasses
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from app.core.transaction import atomic
from app.mail import jobs, services
from app.mail.delivery.attempts import PAUSES, UNSURE_PAUSES
from app.mail.enums import LetterState, Sort
from app.mail.models import Letter
from app.mail.queries import is_refused
from app.mail.shapes import Address
from app.mail.smtp.session import Patience
from app.mail.smtp.transports import Deliver, OutgoingLetter, SmtpServer
from tests.factories.mail import letters
from tests.mail.bad_server import BadServer, bad_server

START = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
SHORT = Patience(answer=0.4, dialogue=1.0, verdict=0.4)
LATER = max(PAUSES)


@pytest.fixture
def bad(send_by: Callable[[Deliver], None]) -> Iterator[BadServer]:
    """Run a server that misbehaves, and have letters sent to it with little patience."""
    with bad_server() as server:
        known = SmtpServer.parse(f"smtp://127.0.0.1:{server.port}")
        send_by(dataclasses.replace(known, patience=SHORT).deliver)
        yield server


def _post(to: str = "lea", sort: Sort = Sort.ACCOUNT) -> None:
    address = Address(email=f"{to}@exemple.test", name=to)
    stop = None if sort is Sort.ACCOUNT else "/lettres/arreter/x"
    services.post_letter(address, "note", {"thing": "bonjour"}, sort=sort, stop_path=stop)


def _only() -> Letter:
    (letter,) = letters()
    return letter


@pytest.mark.parametrize("trouble", ["hang", "break", "451 later"])
@pytest.mark.parametrize("stage", ["banner", "EHLO", "MAIL", "RCPT", "DATA"])
def test_a_letter_that_never_left_comes_once_when_the_server_is_well_again(
    bad: BadServer, stage: str, trouble: str
):
    with time_machine.travel(START, tick=False) as clock:
        bad.behave(stage, trouble)
        _post()
        assert (_only().state, bad.had) == (LetterState.WAITING, [])
        bad.behave()
        clock.shift(PAUSES[0])
        jobs.sweep()
        clock.shift(LATER)
        jobs.sweep()
    assert (_only().state, len(bad.kept)) == (LetterState.SENT, 1)


@pytest.mark.parametrize("trouble", ["hang", "break", "nonsense"])
def test_a_lost_answer_has_the_letter_sent_again_under_its_name_but_not_for_ever(
    bad: BadServer, trouble: str
):
    with time_machine.travel(START, tick=False) as clock:
        bad.behave("dot", trouble)
        _post()
        for pause in UNSURE_PAUSES:
            clock.shift(pause - timedelta(seconds=1))
            jobs.sweep()
            assert _only().state is LetterState.WAITING
            clock.shift(timedelta(seconds=1))
            jobs.sweep()
        clock.shift(LATER)
        jobs.sweep()
    letter = _only()
    assert (letter.state, len(bad.had)) == (LetterState.FAILED, 1 + len(UNSURE_PAUSES))
    assert letter.last_error.startswith("It may have arrived")
    assert all(letter.message_id.encode() in copy for copy in bad.had)


@pytest.mark.parametrize("trouble", ["hang", "break", "421 too busy"])
def test_a_bad_goodbye_doubles_nothing(bad: BadServer, trouble: str):
    bad.behave("QUIT", trouble)
    _post()
    assert (_only().state, len(bad.kept)) == (LetterState.SENT, 1)


@pytest.mark.parametrize("stage", ["banner", "EHLO", "MAIL"])
def test_a_server_that_is_away_is_tried_with_one_letter_not_with_all(bad: BadServer, stage: str):
    with time_machine.travel(START, tick=False) as clock:
        bad.behave(stage, "hang")
        with atomic():
            for number in range(12):
                _post(f"lea{number}")
        assert bad.dialogues == 1
        assert {letter.state for letter in letters()} == {LetterState.WAITING}
        assert all(letter.last_error for letter in letters())
        clock.shift(timedelta(minutes=1))
        jobs.sweep()
        assert bad.dialogues == 2
        bad.behave()
        clock.shift(timedelta(minutes=15))
        jobs.sweep()
    assert {letter.state for letter in letters()} == {LetterState.SENT}
    assert len(bad.kept) == len(set(bad.kept)) == 12


def test_one_letter_on_which_the_server_hangs_holds_up_only_itself(bad: BadServer):
    with time_machine.travel(START, tick=False):
        bad.behave("RCPT", "hang")
        _post("lea")
        bad.behave()
        _post("karim")
    states = {letter.name: letter.state for letter in letters()}
    assert states == {"lea": LetterState.WAITING, "karim": LetterState.SENT}


def test_letters_about_accounts_leave_first(bad: BadServer):
    with time_machine.travel(START, tick=False) as clock:
        bad.behave("banner", "break")
        with atomic():
            _post("weekly", Sort.WEEKLY)
            _post("confirm")
        bad.behave()
        clock.shift(timedelta(minutes=2))
        jobs.sweep()
    assert [b"To: confirm" in copy for copy in bad.kept] == [True, False]


def test_a_server_that_is_away_for_days_is_given_up_where_the_team_sees_it(bad: BadServer):
    with time_machine.travel(START, tick=False) as clock:
        bad.behave("banner", "554 never")
        with atomic():
            _post("lea")
            _post("karim")
        for _quarter in range(4 * 8):
            clock.shift(timedelta(hours=6))
            jobs.sweep()
    assert {letter.state for letter in letters()} == {LetterState.FAILED}
    assert "" not in {letter.body_text for letter in letters()}, "it can be sent once it is back"


def test_an_address_that_is_no_more_gets_only_letters_about_its_account(bad: BadServer):
    bad.behave("RCPT", "550 5.1.1 no such mailbox")
    _post()
    assert _only().state is LetterState.FAILED
    assert is_refused("lea@exemple.test")
    bad.behave()
    _post(sort=Sort.NOTICES)
    assert len(letters()) == 1
    _post(sort=Sort.ACCOUNT)
    assert len(bad.kept) == 1
    services.forget_refused("lea@exemple.test")
    _post(sort=Sort.NOTICES)
    assert len(bad.kept) == 2


def test_a_refusal_of_what_it_says_does_not_mark_the_address(bad: BadServer):
    bad.behave("dot", "554 5.7.1 spam")
    _post()
    assert _only().state is LetterState.FAILED
    assert not is_refused("lea@exemple.test")


def test_a_worker_that_was_away_for_too_long_sends_nothing(
    bad: BadServer, send_by: Callable[[Deliver], None]
):
    known = SmtpServer.parse(f"smtp://127.0.0.1:{bad.port}")

    def sleep(parcel: OutgoingLetter) -> None:
        """Be stopped with the letter half sent, while another worker takes it."""
        send_by(known.deliver)
        clock.shift(timedelta(minutes=11))
        jobs.sweep()
        clock.shift(timedelta(minutes=2))
        jobs.sweep()
        known.deliver(parcel)

    with time_machine.travel(START, tick=False) as clock:
        send_by(sleep)
        _post()
    assert (_only().state, len(bad.kept)) == (LetterState.SENT, 1)
