"""Letters leave once, come back when they fail, and are given up where the team sees it."""

import threading
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine

from app.core.transaction import atomic
from app.mail import jobs, queries, services
from app.mail.delivery.attempts import PAUSES, Claim
from app.mail.enums import LetterState
from app.mail.models import Letter
from app.mail.room import room
from app.mail.shapes import Address
from tests.factories.mail import letters
from tests.mail.conftest import Server

LEA = Address(email="lea@exemple.test", name="Léa Moreau", language="fr")
START = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)


def _post(thing: str = "bonjour") -> Letter:
    services.post_letter(LEA, "note", {"thing": thing})
    (letter,) = letters()
    return letter


def _post_and_fail() -> None:
    with atomic():
        services.post_letter(LEA, "note", {"thing": "rien"})
        raise ZeroDivisionError


def test_a_letter_arrives_with_both_bodies_and_its_headers(mail_server: Server):
    letter = _post("<ça va ?>")
    (kept,) = mail_server.kept
    message = kept.message
    assert (kept.sender, kept.recipients) == ("entraide@exemple.test", ["lea@exemple.test"])
    assert message["Subject"] == "Note to Léa Moreau: <ça va ?>"
    assert message["To"] == "Léa Moreau <lea@exemple.test>"
    assert message["From"] == "Entraide <entraide@exemple.test>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "fr"
    assert message["Message-ID"] == letter.message_id
    assert message["Date"].datetime.tzinfo is not None
    assert kept.body("plain").strip() == "Dear Léa Moreau, <ça va ?> at https://exemple.test/here"
    assert "<b>&lt;ça va ?&gt;</b>" in kept.body("html")
    assert kept.content.isascii()


def test_a_sent_letter_is_emptied_and_never_sent_again(mail_server: Server):
    letter = _post()
    jobs.send_due()
    jobs.sweep()
    assert len(mail_server.kept) == 1
    (letter,) = letters()
    assert (letter.state, letter.body_text, letter.body_html) == (LetterState.SENT, "", "")
    assert letter.sent_at is not None


def test_a_letter_of_a_transaction_that_fails_is_never_written(mail_server: Server):
    with pytest.raises(ZeroDivisionError):
        _post_and_fail()
    assert letters() == []
    assert mail_server.kept == []


def test_a_recipient_who_is_refused_for_good_is_given_up_at_once(mail_server: Server):
    mail_server.answer_to_recipient = "550 No such mailbox"
    letter = _post()
    assert (letter.state, letter.attempts) == (LetterState.FAILED, 1)
    assert "550 No such mailbox" in letter.last_error
    assert queries.letter_counts() == {"waiting": 0, "sending": 0, "sent": 0, "failed": 1}
    (troubled,) = queries.troubled_letters()
    assert (troubled.email, troubled.state) == ("lea@exemple.test", "failed")


@pytest.mark.parametrize(
    ("to_recipient", "to_data"),
    [("451 Come back later", "250 OK"), ("250 OK", "452 Full")],
    ids=["refused for now", "full"],
)
def test_a_passing_failure_is_tried_again_under_the_same_name(
    mail_server: Server, to_recipient: str, to_data: str
):
    with time_machine.travel(START, tick=False) as clock:
        mail_server.answer_to_recipient, mail_server.answer_to_data = to_recipient, to_data
        letter = _post()
        assert (letter.state, letter.attempts) == (LetterState.WAITING, 1)
        assert letter.last_error
        mail_server.answer_to_recipient = mail_server.answer_to_data = "250 OK"
        jobs.sweep()
        assert mail_server.kept == []
        clock.shift(timedelta(minutes=1))
        jobs.sweep()
    assert mail_server.kept[0].message["Message-ID"] == letter.message_id


def test_pauses_grow_and_the_letter_is_given_up_after_two_days(send_to):
    send_to("smtp://127.0.0.1:1")
    with time_machine.travel(START, tick=False) as clock:
        letter = _post()
        tries = [START]
        while letter.state is LetterState.WAITING:
            clock.move_to(letter.next_try_at)
            tries.append(letter.next_try_at)
            jobs.sweep()
            (letter,) = letters()
    assert letter.state is LetterState.FAILED
    assert tuple(b - a for a, b in pairwise(tries)) == PAUSES
    assert timedelta(hours=47) < tries[-1] - START < timedelta(hours=50)
    assert "ConnectionRefusedError" in letter.last_error


def test_a_letter_that_waited_while_the_machine_was_off_for_weeks_is_sent(
    mail_server: Server, send_to
):
    send_to("smtp://127.0.0.1:1")
    with time_machine.travel(START, tick=False) as clock:
        _post()
        send_to(f"smtp://127.0.0.1:{mail_server.port}")
        clock.shift(timedelta(days=20))
        jobs.sweep()
    assert len(mail_server.kept) == 1


def test_what_no_server_took_is_sent_by_a_command_and_what_one_refused_is_not(
    app, mail_server: Server, send_to
):
    mail_server.answer_to_recipient = "550 5.1.1 nobody"
    _post()
    mail_server.answer_to_recipient = "250 OK"
    send_to("smtp://127.0.0.1:1")
    with time_machine.travel(START, tick=False) as clock:
        services.post_letter(LEA, "note", {"thing": "plus tard"})
        for _attempt in PAUSES:
            clock.shift(max(PAUSES))
            jobs.sweep()
        assert [letter.state for letter in letters()] == [LetterState.FAILED] * 2
        send_to(f"smtp://127.0.0.1:{mail_server.port}")
        jobs.sweep()
        assert mail_server.kept == []
        told = app.test_cli_runner().invoke(args=["mail", "retry"])
        assert told.output == "Taken up again: 1\n"
        jobs.sweep()
    assert "plus tard" in mail_server.kept[0].body("plain")


def test_a_clock_put_back_by_an_hour_leaves_no_letter_with_a_dead_worker(request):
    with time_machine.travel(START, tick=False) as clock:
        request.getfixturevalue("deadly_office")
        _post()
        server = request.getfixturevalue("mail_server")
        clock.shift(timedelta(hours=-1))
        jobs.sweep()
        assert len(server.kept) == 1


@pytest.mark.usefixtures("deadly_office")
@pytest.mark.parametrize("was_handed", [False, True])
def test_the_only_process_of_a_site_sends_at_its_start_what_another_had_begun(
    request: pytest.FixtureRequest, *, was_handed: bool
):
    with time_machine.travel(START, tick=False):
        letter = _post()
        if was_handed:
            Claim(letter.id, letter.attempts).note_handed()
        server = request.getfixturevalue("mail_server")
        for take_over in room.takes_over:
            take_over()
        jobs.sweep()
        assert len(server.kept) == 1
    assert letters()[0].unsure_count == was_handed


def test_two_workers_at_once_send_it_once(mail_server: Server, app, send_to):
    good = f"smtp://127.0.0.1:{mail_server.port}"
    with time_machine.travel(START, tick=False):
        send_to("smtp://127.0.0.1:1")
        _post()
    send_to(good)

    def work() -> None:
        with app.app_context():
            jobs.send_due()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(mail_server.kept) == 1


@pytest.mark.usefixtures("deadly_office")
def test_a_letter_whose_worker_died_is_sent_by_the_next(request: pytest.FixtureRequest):
    with time_machine.travel(START, tick=False) as clock:
        letter = _post()
        assert letter.state is LetterState.SENDING
        server = request.getfixturevalue("mail_server")
        jobs.sweep()
        assert server.kept == []
        clock.shift(timedelta(minutes=11))
        jobs.sweep()
        assert len(server.kept) == 1
    assert letters()[0].state is LetterState.SENT


@pytest.mark.usefixtures("deadly_office")
def test_a_letter_that_kills_every_worker_is_given_up():
    with time_machine.travel(START, tick=False) as clock:
        letter = _post()
        for _attempt in range(len(PAUSES) + 1):
            clock.shift(timedelta(minutes=11))
            jobs.sweep()
        (letter,) = letters()
    assert letter.state is LetterState.FAILED


@pytest.mark.usefixtures("mail_server")
def test_old_letters_are_forgotten():
    with time_machine.travel(START, tick=False) as clock:
        _post()
        clock.shift(timedelta(days=29))
        jobs.purge()
        assert len(letters()) == 1
        clock.shift(timedelta(days=2))
        jobs.purge()
    assert letters() == []
