"""Jobs: queued, worked on beside the pages, and begun again by the clock."""

import threading
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask, request

from app.core.db import init_db
from app.core.i18n import language
from app.core.jobs import (
    JOBS,
    Job,
    comes_round,
    enqueue_for_all,
    enqueue_in,
    init_jobs,
    stop_workers,
    work_in_this_process,
)
from app.core.redis import init_redis
from app.core.worker import work
from config import Config

pytestmark = pytest.mark.no_app


def _bare_app(tmp_path: Path, *known: Job, now: bool = False) -> Flask:
    app = Flask(__name__)
    app.config["SETTINGS"] = Config(
        data_dir=tmp_path, database_url="sqlite://", secret_key="x" * 32, site_url="https://ici.fr"
    )
    init_redis(app, None)
    init_jobs(app, known, now=now)
    return app


class _Told:
    """Collects what jobs say, and lets a test wait for it."""

    def __init__(self) -> None:
        self.words: list[object] = []
        self._heard = threading.Semaphore(0)

    def say(self, word: object) -> None:
        self.words.append(word)
        self._heard.release()

    def wait(self, count: int) -> list[object]:
        for _each in range(count):
            assert self._heard.acquire(timeout=5), f"Only heard {self.words}"
        return self.words


def test_a_process_works_on_its_own_queue_once_started(tmp_path):
    told = _Told()
    app = _bare_app(tmp_path, Job(name="say", run=told.say))
    with app.app_context():
        app.extensions[JOBS].tasks["say"](1)
        assert told.words == []
        work_in_this_process(app)
        work_in_this_process(app)
        app.extensions[JOBS].tasks["say"](2)
    assert set(told.wait(2)) == {1, 2}
    assert len(app.extensions[JOBS].consumers) == 1
    stop_workers(app)


def test_what_is_due_at_start_is_done_at_start(tmp_path):
    told = _Told()
    sweep = Job(name="sweep", run=lambda: told.say("swept"), every_minutes=60, is_due_at_start=True)
    app = _bare_app(tmp_path, sweep)
    work_in_this_process(app)
    assert told.wait(1)[0] == "swept"
    stop_workers(app)


def test_a_job_runs_after_a_while_even_one_that_comes_round(tmp_path):
    told = _Told()
    sweep = Job(name="sweep", run=lambda: told.say("swept"), every_minutes=24 * 60)  # at midnight
    app = _bare_app(tmp_path, Job(name="say", run=told.say), sweep)
    init_db(app, "sqlite://")
    work_in_this_process(app)
    with app.app_context():
        enqueue_in(1.5, "sweep")
        enqueue_in(0, "say", 1)
    assert told.wait(2) == [1, "swept"]
    stop_workers(app)


def test_a_job_for_all_runs_once_for_all_who_ask_before_it_does(tmp_path):
    told = _Told()
    app = _bare_app(tmp_path, Job(name="learn", run=lambda: told.say("learned")))
    init_db(app, "sqlite://")
    work_in_this_process(app)
    with app.app_context():
        for _ask in range(3):
            enqueue_for_all(0.2, "learn")
        assert told.wait(1) == ["learned"]
        enqueue_for_all(0.1, "learn")
    assert told.wait(1) == ["learned", "learned"]
    stop_workers(app)


def test_jobs_on_the_spot_leave_what_is_for_later_to_the_sweep(tmp_path):
    told = _Told()
    app = _bare_app(tmp_path, Job(name="say", run=told.say), now=True)
    with app.app_context():
        enqueue_in(0, "say", 1)
        enqueue_for_all(0, "say")
    assert told.words == []


def test_a_job_that_fails_is_tried_again_and_stops_no_worker(tmp_path):
    told = _Told()

    def stumble(number: int) -> None:
        told.say(number)
        if told.words.count(number) == 1:
            raise ValueError

    app = _bare_app(tmp_path, Job(name="stumble", run=stumble, retries=1, retry_delay_seconds=0))
    work_in_this_process(app, workers=1)
    app.extensions[JOBS].tasks["stumble"](1)
    assert told.wait(2) == [1, 1]
    stop_workers(app)


def test_a_job_knows_the_address_of_the_site_and_the_language(tmp_path):
    told = _Told()
    app = _bare_app(
        tmp_path, Job(name="say", run=lambda: told.say((request.host_url, language()))), now=True
    )
    app.extensions[JOBS].tasks["say"]()
    assert told.words == [("https://ici.fr/", "fr")]


def test_there_is_nothing_to_work_on_without_a_shared_queue(tmp_path):
    app = _bare_app(tmp_path)
    answer = app.test_cli_runner().invoke(work)
    assert answer.exit_code == 1
    assert "REDIS_URL" in answer.output


@pytest.mark.parametrize(
    ("minutes", "hour", "minute", "is_due"),
    [
        (5, 10, 35, True),
        (5, 10, 36, False),
        (90, 1, 30, True),
        (90, 2, 0, False),
        (1440, 0, 0, True),
        (1440, 12, 0, False),
    ],
)
def test_the_clock_begins_jobs_at_even_distances(minutes, hour, minute, is_due):
    moment = datetime.fromisoformat(f"1970-01-11T{hour:02}:{minute:02}")
    assert comes_round(minutes)(moment) is is_due
