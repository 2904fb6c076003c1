"""However a mail server misbehaves, a dialogue ends in time and says how it ended."""

import dataclasses
import time
from collections.abc import Callable, Iterator
from email.headerregistry import Address as Mailbox
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from app.mail.smtp.outcomes import Refused, ServerAway, Undeliverable, Unsure, is_of_address
from app.mail.smtp.session import Patience
from app.mail.smtp.transports import OutgoingLetter, SmtpServer
from tests.mail.bad_server import BadServer, bad_server, silent_port

pytestmark = pytest.mark.no_app

SHORT = Patience(answer=0.4, dialogue=1.0, verdict=0.6)
AWAY_AT = ("banner", "EHLO", "MAIL")
"""What fails here fails for every letter."""


@pytest.fixture
def bad() -> Iterator[BadServer]:
    """Run a server that misbehaves."""
    with bad_server() as server:
        yield server


def _deliver(
    port: int,
    *,
    patience: Patience | None = None,
    hand_over: Callable[[], None] = lambda: None,
    words: str = "Bonjour\n.\n..deux points\n",
) -> None:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = Mailbox("", "a", "exemple.test"), Mailbox("", "b", "x.test")
    message.set_content(words, cte="7bit")
    parcel = OutgoingLetter(
        message=message, name="x", return_path="r@exemple.test", hand_over=hand_over
    )
    server = SmtpServer.parse(f"smtp://127.0.0.1:{port}")
    dataclasses.replace(server, patience=patience or Patience()).deliver(parcel)


def _trouble(port: int, hand_over: Callable[[], None], words: str = "Bonjour\n") -> OSError:
    """Return how a dialogue of little patience failed."""
    try:
        _deliver(port, patience=SHORT, hand_over=hand_over, words=words)
    except OSError as trouble:
        return trouble
    raise AssertionError


def test_a_letter_arrives_whole_dots_at_line_starts_included(bad: BadServer):
    handed: list[str] = []
    _deliver(bad.port, hand_over=lambda: handed.append("over"))
    assert handed == ["over"]
    assert b"\r\n..\r\n...deux points\r\n" in bad.kept[0]


@pytest.mark.parametrize("trouble", ["hang", "break", "drip", "451 later", "nonsense"])
@pytest.mark.parametrize("stage", ["banner", "EHLO", "MAIL", "RCPT", "DATA"])
def test_what_ends_before_the_end_of_the_letter_has_not_sent_it(
    bad: BadServer, stage: str, trouble: str
):
    bad.behave(stage, trouble)
    handed: list[str] = []
    trouble_seen = _trouble(bad.port, lambda: handed.append("over"))
    assert not isinstance(trouble_seen, Unsure)
    assert (handed, bad.had) == ([], [])


@pytest.mark.parametrize("trouble", ["hang", "break"])
def test_a_server_that_does_not_read_a_long_letter_has_not_been_handed_it(
    bad: BadServer, trouble: str
):
    bad.behave("body", trouble)
    handed: list[str] = []
    trouble_seen = _trouble(bad.port, lambda: handed.append("over"), f"{'x' * 900}\n" * 12_000)
    assert not isinstance(trouble_seen, Unsure)
    assert handed == []


@pytest.mark.parametrize("stage", AWAY_AT)
@pytest.mark.parametrize("trouble", ["421 too many", "554 go away", "550 not you"])
def test_what_fails_before_the_recipient_is_no_fault_of_the_letter(
    bad: BadServer, stage: str, trouble: str
):
    bad.behave(stage, trouble)
    with pytest.raises(ServerAway):
        _deliver(bad.port, patience=SHORT)


@pytest.mark.parametrize("trouble", ["hang", "break", "drip", "nonsense", "150 well"])
def test_a_lost_answer_to_the_whole_letter_is_named_as_such(bad: BadServer, trouble: str):
    bad.behave("dot", trouble)
    handed: list[str] = []
    with pytest.raises(Unsure):
        _deliver(bad.port, patience=SHORT, hand_over=lambda: handed.append("over"))
    assert (len(bad.had), handed) == (1, ["over"])


@pytest.mark.parametrize("trouble", ["hang", "break", "drip", "421 no", "500 what", "nonsense"])
def test_a_letter_that_was_taken_is_taken_however_badly_the_server_says_goodbye(
    bad: BadServer, trouble: str
):
    bad.behave("QUIT", trouble)
    _deliver(bad.port)
    assert len(bad.kept) == 1


@pytest.mark.parametrize("stage", ["RCPT", "DATA", "dot"])
def test_refusals_are_final_or_passing_by_their_first_digit(bad: BadServer, stage: str):
    bad.behave(stage, "452 full")
    with pytest.raises(Refused, match="452 full"):
        _deliver(bad.port)
    bad.behave(stage, "554 5.7.1 looks like spam")
    with pytest.raises(Undeliverable, match="looks like spam") as caught:
        _deliver(bad.port)
    assert not caught.value.is_address_bad
    assert bad.kept == []


@pytest.mark.parametrize(
    ("words", "asked", "expected"),
    [
        ("550 5.1.1 No such user", "recipient", "bad"),
        ("550 No such user", "recipient", "bad"),
        ("553 bad name", "recipient", "bad"),
        ("550 No such user", "letter", "good"),
        ("550 5.1.1 No such user", "letter", "bad"),
        ("554 5.2.1 mailbox disabled", "recipient", "bad"),
        ("552 5.2.2 mailbox full", "recipient", "good"),
        ("550 5.7.1 we do not like you", "recipient", "good"),
        ("554 relay access denied", "recipient", "good"),
        ("550 10.5.1.1 is blocked: 5.7.606", "recipient", "good"),
    ],
)
def test_only_what_is_said_of_the_mailbox_marks_the_address(words: str, asked: str, expected: str):
    is_bad = is_of_address(words, is_to_recipient=asked == "recipient")
    assert is_bad is (expected == "bad")


def test_a_server_that_never_greets_is_left_in_time():
    with silent_port() as listener:
        began = time.monotonic()
        with pytest.raises(ServerAway):
            _deliver(listener.getsockname()[1], patience=SHORT)
        assert time.monotonic() - began < Patience().answer


def test_a_server_that_is_slow_but_comes_to_the_end_is_waited_for(bad: BadServer):
    bad.behave("EHLO", "250-one\r\n250-two\r\n250 three")
    _deliver(bad.port)
    assert len(bad.kept) == 1
