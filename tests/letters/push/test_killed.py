"""Workers lost half-way, and several at once on PostgreSQL: nothing is lost or doubled."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from app.core import clock
from app.core.db import db
from app.core.jobs import enqueue
from app.letters import telling
from app.letters.limits import WAIT
from app.letters.push import pushing, waiting
from app.letters.push.limits import LEASE, SOON, TRIED_FOR
from app.letters.push.office import PUSH_OFFICE
from app.letters.services import choose
from app.letters.shapes import Quiet
from app.notices import queries as notices
from tests.factories import seen_by
from tests.factories.mail import letters
from tests.letters.conftest import Thread, make_reader
from tests.letters.push.conftest import make_browser, open_office, push_count
from tests.letters.push.service import PushService
from tests.postgres import app_on_postgres

WORKERS = 6
Clock = time_machine.Traveller


class Killed(BaseException):
    """What ends a worker without a word."""


def _kill(*_anything: object) -> None:
    raise Killed


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("step", ["is_still_ours", "settle"])
def test_a_push_whose_worker_was_killed_is_made_again_under_the_same_tag(
    noon: Clock, service: PushService, monkeypatch: pytest.MonkeyPatch, step: str
):
    reader = make_reader()
    browser = make_browser(reader, endpoint=service.endpoint("lea"))
    Thread(reader).answer()
    noon.shift(SOON)
    db.session.close()
    with monkeypatch.context() as broken:
        broken.setattr(waiting, step, _kill)
        with pytest.raises(Killed):
            pushing.push(reader.id)
    enqueue("letters.push_sweep")
    before = len(service.received)
    assert before == (step == "settle")
    noon.shift(LEASE + timedelta(seconds=1))
    enqueue("letters.push_sweep")
    assert len(service.received) == before + 1
    assert len({str(browser.read(push)["tag"]) for push in service.received}) == 1
    assert len({push.headers["Topic"] for push in service.received}) == 1
    noon.shift(WAIT * 2)
    enqueue("letters.sweep")
    assert (push_count(), letters()) == (0, [])


@pytest.mark.usefixtures("office")
def test_what_kills_every_worker_is_left_to_the_letter(
    noon: Clock, service: PushService, monkeypatch: pytest.MonkeyPatch
):
    reader = make_reader()
    make_browser(reader, endpoint=service.endpoint("lea"))
    Thread(reader).answer()
    noon.shift(SOON)
    db.session.close()
    monkeypatch.setattr(waiting, "is_still_ours", _kill)
    with pytest.raises(Killed):
        pushing.push(reader.id)
    noon.shift(TRIED_FOR)
    enqueue("letters.push_sweep")
    enqueue("letters.sweep")
    assert (push_count(), len(letters())) == (0, 1)


@pytest.mark.usefixtures("office")
def test_a_worker_that_was_away_for_too_long_stops(
    noon: Clock, service: PushService, monkeypatch: pytest.MonkeyPatch
):
    reader = make_reader()
    make_browser(reader, endpoint=service.endpoint("lea"))
    Thread(reader).answer()
    noon.shift(SOON)
    db.session.close()
    ask = notices.still_told

    def ask_slowly(account_id: int, seqs: dict[int, int]) -> object:
        """Let another worker take it over meanwhile."""
        monkeypatch.setattr(notices, "still_told", ask)
        noon.shift(LEASE + timedelta(seconds=1))
        pushing.push(reader.id)
        return ask(account_id, seqs)

    monkeypatch.setattr(notices, "still_told", ask_slowly)
    pushing.push(reader.id)
    assert len(service.received) == 1


@pytest.fixture
def pg_app(postgres_url: str, tmp_path: Path, service: PushService) -> Iterator[Flask]:
    """Return an application on PostgreSQL that pushes to this machine."""
    with app_on_postgres(postgres_url, tmp_path) as app:
        app.extensions[PUSH_OFFICE] = open_office(service)
        yield app


@pytest.mark.no_app
def test_workers_at_once_push_each_notice_once_and_write_no_letter(
    pg_app: Flask, service: PushService
):
    readers = [make_reader(handle=f"lea{number}") for number in range(5)]
    for number, reader in enumerate(readers):
        choose(seen_by(reader), is_on=True, quiet=Quiet(begin=0, end=0))
        make_browser(reader, endpoint=service.endpoint(f"lea{number}"))
        Thread(reader).answer()
    ids = [reader.id for reader in readers]

    def work(_number: int) -> None:
        with pg_app.app_context():
            for account_id in ids:
                pushing.push(account_id)
                telling.tell(account_id)
            db.session.remove()

    db.session.close()
    with (
        time_machine.travel(clock.now() + WAIT + timedelta(minutes=1), tick=False),
        ThreadPoolExecutor(WORKERS) as workers,
    ):
        list(workers.map(work, range(WORKERS)))
    assert sorted(push.path for push in service.received) == [f"/lea{n}" for n in range(5)]
    assert (push_count(), letters()) == (0, [])
