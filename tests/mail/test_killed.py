"""A process that sends letters is killed at any moment: nothing is lost, nothing comes twice."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from app.core import clock
from app.mail import jobs, services
from app.mail.enums import LetterState
from app.mail.shapes import Address
from app.mail.smtp.transports import Deliver, OutgoingLetter, SmtpServer
from tests.factories.mail import letters
from tests.mail.bad_server import BadServer, bad_server

ROOT = Path(__file__).parents[2]
LONG = 120
"""Seconds that a new process may take to begin on a busy machine."""


@pytest.fixture
def bad(send_by: Callable[[Deliver], None]) -> Iterator[BadServer]:
    """Run a server that misbehaves; this process leaves letters where they are."""

    def refuse(_parcel: OutgoingLetter) -> None:
        raise OSError

    send_by(refuse)
    with bad_server() as server:
        yield server


def _sender(app: Flask, server: BadServer) -> subprocess.Popen[bytes]:
    folder = app.config["SETTINGS"].data_dir
    url = f"smtp://127.0.0.1:{server.port}"
    command = [sys.executable, "-m", "tests.mail.sender", str(folder), url]
    return subprocess.Popen(command, cwd=ROOT)


def _post(count: int) -> None:
    with time_machine.travel(clock.now() - timedelta(hours=1), tick=False):
        for number in range(count):
            to = Address(email=f"lea{number}@exemple.test", name=f"Léa {number}")
            services.post_letter(to, "note", {"thing": "bonjour"})


def _kill_at(stage: str, app: Flask, bad: BadServer) -> None:
    bad.behave(stage, "hang")
    process = _sender(app, bad)
    try:
        assert bad.reached.wait(LONG)
    finally:
        process.kill()
        process.wait()
    bad.behave()


def _work_on(bad: BadServer, send_by: Callable[[Deliver], None]) -> None:
    """Let another process go on, until nothing waits any more."""
    send_by(SmtpServer.parse(f"smtp://127.0.0.1:{bad.port}").deliver)
    for minutes in (11, 30):
        with time_machine.travel(clock.now() + timedelta(minutes=minutes), tick=False):
            jobs.sweep()


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["banner", "RCPT", "DATA"])
def test_killed_before_the_end_of_the_letter_it_comes_once(
    app: Flask, bad: BadServer, send_by: Callable[[Deliver], None], stage: str
):
    _post(3)
    _kill_at(stage, app, bad)
    _work_on(bad, send_by)
    assert {letter.state for letter in letters()} == {LetterState.SENT}
    assert sorted(copy.count(b"To: ") for copy in bad.kept) == [1, 1, 1]
    assert len(set(bad.kept)) == 3


@pytest.mark.slow
def test_killed_while_the_answer_is_awaited_it_may_come_again_under_its_name(
    app: Flask, bad: BadServer, send_by: Callable[[Deliver], None]
):
    _post(1)
    _kill_at("dot", app, bad)
    _work_on(bad, send_by)
    (letter,) = letters()
    assert (letter.state, letter.unsure_count) == (LetterState.SENT, 1)
    assert (len(bad.had), len(bad.kept)) == (2, 1)
    assert all(letter.message_id.encode() in copy for copy in bad.had)


@pytest.mark.slow
def test_several_processes_send_each_letter_once(app: Flask, bad: BadServer):
    _post(40)
    senders = [_sender(app, bad) for _number in range(3)]
    assert [sender.wait(LONG) for sender in senders] == [0, 0, 0]
    assert {letter.state for letter in letters()} == {LetterState.SENT}
    assert len(bad.kept) == len(set(bad.kept)) == 40
