"""Returned letters: those of ours are noted, and nobody can have another's address marked."""

import dataclasses
from email.message import EmailMessage

import pytest
from flask import Flask

from app.mail import services
from app.mail.delivery.bounces import take_bounce
from app.mail.enums import LetterState, Sort
from app.mail.models import Letter
from app.mail.queries import is_refused
from app.mail.shapes import Address
from app.mail.smtp.transports import POST_OFFICE
from tests.factories.mail import letters
from tests.mail.conftest import Server

ADDRESS = "lea@exemple.test"
REPORT = """\
From: MAILER-DAEMON@exemple.test
To: {to}
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Your letter was not delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.exemple.test

Final-Recipient: rfc822; lea@exemple.test
Action: {action}
Status: {status}
Diagnostic-Code: smtp; said no

--b
Content-Type: {kind}

Message-ID: {name}
Subject: whatever

Bonjour
--b--
"""


@pytest.fixture
def letter(mail_server: Server) -> Letter:
    """Return a letter that the server has taken."""
    services.post_letter(Address(email=ADDRESS, name="Léa"), "note", {"thing": "x"})
    assert len(mail_server.kept) == 1
    return letters()[0]


def _report(
    name: str,
    *,
    to: str = "entraide@exemple.test",
    action: str = "failed",
    status: str = "5.1.1",
    kind: str = "message/rfc822",
) -> bytes:
    return REPORT.format(to=to, action=action, status=status, kind=kind, name=name).encode()


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_a_returned_letter_marks_its_address(letter: Letter, kind: str):
    assert take_bounce(_report(letter.message_id, kind=kind))
    assert is_refused(ADDRESS)
    (letter,) = letters()
    assert letter.state is LetterState.FAILED
    assert letter.last_error == "It came back: 5.1.1 smtp; said no"
    to = Address(email=ADDRESS, name="Léa")
    assert services.post_letter(to, "note", {}, sort=Sort.NOTICES, stop_path="/x") is None


def test_the_address_it_comes_back_to_names_the_letter(letter: Letter):
    token = letter.message_id.strip("<>").partition("@")[0]
    assert take_bounce(_report("<lost@else.test>", to=f"retours+{token}@exemple.test"))
    assert is_refused(ADDRESS)


@pytest.mark.parametrize(("action", "status"), [("delayed", "4.4.1"), ("delivered", "2.0.0")])
def test_what_is_late_or_arrived_is_no_return(letter: Letter, action: str, status: str):
    assert not take_bounce(_report(letter.message_id, action=action, status=status))
    assert letters()[0].state is LetterState.SENT


@pytest.mark.parametrize("status", ["5.2.2", "5.7.1", "4.4.7"])
def test_a_full_mailbox_or_a_refused_text_does_not_mark_the_address(letter: Letter, status: str):
    assert take_bounce(_report(letter.message_id, status=status))
    assert letters()[0].state is LetterState.FAILED
    assert not is_refused(ADDRESS)


@pytest.mark.usefixtures("letter")
def test_who_does_not_know_the_name_of_a_letter_marks_nobody():
    for name in ("<x@exemple.test>", f"<{'0' * 32}@exemple.test>", "<%@exemple.test>", ""):
        assert not take_bounce(_report(name))
    assert not is_refused(ADDRESS)


@pytest.mark.usefixtures("letter")
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"Subject: I am on holiday\n\nBack on Monday",
        b"Content-Type: multipart/report; boundary=\n\n",
        b"Content-Type: message/delivery-status\n\n\x00\n",
        b"To: =?utf-8?b?////?=\nContent-Type: message/rfc822\n\n" * 500,
        b'Content-Type: multipart/mixed; boundary="b"\n\n--b\n' * 3000,
    ],
)
def test_what_is_no_report_is_passed_over(content: bytes):
    assert not take_bounce(content)


def test_the_command_reads_what_the_mail_server_hands_in(app: Flask, letter: Letter):
    run = app.test_cli_runner().invoke
    result = run(args=["mail", "bounce"], input=_report(letter.message_id))
    assert (result.exit_code, result.output) == (0, "Noted.\n")
    result = run(args=["mail", "bounce"], input=EmailMessage().as_bytes())
    assert (result.exit_code, result.output) == (0, "Nothing to note.\n")


def test_letters_go_back_to_an_address_that_names_them(
    app: Flask, mail_server: Server, monkeypatch: pytest.MonkeyPatch
):
    services.post_letter(Address(email=ADDRESS, name="Léa"), "note", {"thing": "x"})
    assert mail_server.kept[0].sender == "entraide@exemple.test"
    office = dataclasses.replace(app.extensions[POST_OFFICE], bounces="retours@exemple.test")
    monkeypatch.setitem(app.extensions, POST_OFFICE, office)
    services.post_letter(Address(email=ADDRESS, name="Léa"), "note", {"thing": "x"})
    token = letters()[1].message_id.strip("<>").partition("@")[0]
    assert mail_server.kept[1].sender == f"retours+{token}@exemple.test"


def test_a_report_with_unprintable_words_is_noted(letter: Letter):
    content = _report(letter.message_id).replace(b"said no", b"said\x00 no\x07")
    assert take_bounce(content)
    (noted,) = letters()
    assert "\x00" not in (noted.last_error or "")
    assert noted.state is LetterState.FAILED
