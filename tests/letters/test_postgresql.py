"""On PostgreSQL, where several write at once: each letter is written once, and leaves once."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from app.core import clock
from app.core.db import db
from app.letters import jobs as letter_jobs
from app.letters.limits import WAIT
from app.letters.services import choose
from app.letters.shapes import Quiet
from app.mail import jobs, services
from app.mail.enums import LetterState
from app.mail.shapes import Address
from app.mail.smtp.transports import POST_OFFICE, OutgoingLetter, PostOffice, SendLock
from tests.factories import seen_by
from tests.factories.mail import letters
from tests.letters.conftest import Thread, make_reader
from tests.postgres import app_on_postgres

pytestmark = pytest.mark.no_app
WORKERS = 6


class ManySeats(SendLock):
    """A desk at which all workers of this process sit at once, as if each had its own."""

    @contextmanager
    def sit(self) -> Iterator[bool]:
        """Let everybody sit down once."""
        is_mine = not getattr(_seated, "yes", False)
        _seated.yes = True
        yield is_mine


_seated = threading.local()


@pytest.fixture
def pg_app(postgres_url: str, tmp_path: Path) -> Iterator[Flask]:
    """Return an application on PostgreSQL, its jobs run on the spot."""
    with app_on_postgres(postgres_url, tmp_path) as app:
        yield app


def _work_at_once(app: Flask, *acts: object) -> None:
    def work(act: object) -> None:
        assert callable(act)
        with app.app_context():
            act()
            db.session.remove()

    with ThreadPoolExecutor(len(acts)) as workers:
        list(workers.map(work, acts))
    db.session.close()


def test_workers_at_once_send_each_letter_once(pg_app: Flask, monkeypatch: pytest.MonkeyPatch):
    sent: list[str] = []
    known: PostOffice = pg_app.extensions[POST_OFFICE]

    def deliver(parcel: OutgoingLetter) -> None:
        parcel.hand_over()
        sent.append(parcel.message["To"])

    monkeypatch.setattr(known.desk, "ring", lambda: None)  # nobody sends while they are written
    for number in range(40):
        to = Address(email=f"lea{number}@exemple.test", name="Léa")
        services.post_letter(to, "moved", {"email": "neuf@exemple.test"})
    assert sent == []
    office = PostOffice(deliver=deliver, sender=known.sender, site=known.site, desk=ManySeats())
    monkeypatch.setitem(pg_app.extensions, POST_OFFICE, office)
    _work_at_once(pg_app, *[jobs.send_due] * WORKERS)
    assert len(sent) == len(set(sent)) == 40
    assert {letter.state for letter in letters()} == {LetterState.SENT}


def test_jobs_at_once_write_one_letter(pg_app: Flask):
    reader = make_reader()
    choose(seen_by(reader), is_on=True, quiet=Quiet(begin=0, end=0))
    Thread(reader).answer()
    with time_machine.travel(clock.now() + WAIT + timedelta(minutes=1), tick=False):
        _work_at_once(pg_app, *[lambda: letter_jobs.tell(reader.id)] * WORKERS)
    assert len(letters()) == 1
