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
from app.letters import jobs as letter_jobs
from app.letters.limits import WAIT
from app.letters.push import jobs, queue
from app.letters.push.client import PUSH_CLIENT
from app.letters.push.limits import LEASE, SOON, TRIED_FOR
from app.letters.room import room
from app.letters.services import choose
from app.letters.shapes import Quiet
from app.notices import queries as notices
from tests.factories import seen_by
from tests.factories.mail import letters
from tests.letters.conftest import Thread, make_reader
from tests.letters.push.conftest import Browser, make_browser, open_client, push_count
from tests.letters.push.service import PushService
from tests.postgres import app_on_postgres

WORKERS = 6
Clock = time_machine.Traveller


class Killed(BaseException):
    """What ends a worker without a word."""


def _kill(*_anything: object) -> None:
    raise Killed


def _browser_to_push_to(noon: Clock, service: PushService) -> Browser:
    """Return the browser of somebody to whom an answer is due to be pushed."""
    reader = make_reader()
    browser = make_browser(reader, endpoint=service.endpoint("lea"))
    Thread(reader).answer()
    noon.shift(SOON)
    db.session.close()
    return browser


@pytest.mark.usefixtures("push_client")
@pytest.mark.parametrize("step", ["is_still_ours", "settle"])
def test_a_push_whose_worker_was_killed_is_made_again_under_the_same_tag(
    noon: Clock, service: PushService, monkeypatch: pytest.MonkeyPatch, step: str
):
    browser = _browser_to_push_to(noon, service)
    with monkeypatch.context() as broken:
        broken.setattr(queue, step, _kill)
        with pytest.raises(Killed):
            jobs.push(browser.account_id)
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


@pytest.mark.usefixtures("push_client")
def test_the_only_process_of_a_site_pushes_at_its_start_what_another_had_begun(
    noon: Clock, service: PushService, monkeypatch: pytest.MonkeyPatch
):
    browser = _browser_to_push_to(noon, service)
    with monkeypatch.context() as broken:
        broken.setattr(queue, "is_still_ours", _kill)
        with pytest.raises(Killed):
            jobs.push(browser.account_id)
    noon.shift(timedelta(days=3))
    for take_over in room.takes_over:
        take_over()
    enqueue("letters.push_sweep")
    assert len(service.received) == 1
    assert push_count() == 0


@pytest.mark.usefixtures("push_client")
def test_what_kills_every_worker_is_left_to_the_letter(
    noon: Clock, service: PushService, monkeypatch: pytest.MonkeyPatch
):
    browser = _browser_to_push_to(noon, service)
    monkeypatch.setattr(queue, "is_still_ours", _kill)
    with pytest.raises(Killed):
        jobs.push(browser.account_id)
    noon.shift(TRIED_FOR)
    enqueue("letters.push_sweep")
    enqueue("letters.sweep")
    assert (push_count(), len(letters())) == (0, 1)


@pytest.mark.usefixtures("push_client")
def test_a_worker_that_was_away_for_too_long_stops(
    noon: Clock, service: PushService, monkeypatch: pytest.MonkeyPatch
):
    browser = _browser_to_push_to(noon, service)
    ask = notices.still_deliverable

    def ask_slowly(account_id: int, seqs: dict[int, int]) -> object:
        """Let another worker take it over meanwhile."""
        monkeypatch.setattr(notices, "still_deliverable", ask)
        noon.shift(LEASE + timedelta(seconds=1))
        jobs.push(browser.account_id)
        return ask(account_id, seqs)

    monkeypatch.setattr(notices, "still_deliverable", ask_slowly)
    jobs.push(browser.account_id)
    assert len(service.received) == 1


@pytest.fixture
def pg_app(postgres_url: str, tmp_path: Path, service: PushService) -> Iterator[Flask]:
    """Return an application on PostgreSQL that pushes to this machine."""
    with app_on_postgres(postgres_url, tmp_path) as app:
        app.extensions[PUSH_CLIENT] = open_client(service)
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
                jobs.push(account_id)
                letter_jobs.tell(account_id)
            db.session.remove()

    db.session.close()
    with (
        time_machine.travel(clock.now() + WAIT + timedelta(minutes=1), tick=False),
        ThreadPoolExecutor(WORKERS) as workers,
    ):
        list(workers.map(work, range(WORKERS)))
    assert sorted(push.path for push in service.received) == [f"/lea{n}" for n in range(5)]
    assert (push_count(), letters()) == (0, [])
