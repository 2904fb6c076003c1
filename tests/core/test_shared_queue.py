"""The queue that processes share in Redis: worked on until told to stop, and missed when gone."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.core.jobs import JOBS, Job, init_jobs, is_queue_ready
from app.core.redis import init_redis
from app.core.worker import work
from config import Config
from tests.machine import free_port

pytestmark = pytest.mark.no_app
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@pytest.fixture
def own_signals() -> Iterator[None]:
    """Give the signals back, which a process that works takes for itself."""
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def _app(folder: Path, redis_url: str, *known: Job) -> Flask:
    """Return a process with these jobs, and an empty queue."""
    app = Flask(__name__)
    app.config["SETTINGS"] = Config(
        data_dir=folder, database_url="sqlite://", secret_key="x" * 32, redis_url=redis_url
    )
    init_redis(app, redis_url)
    init_jobs(app, known, now=False)
    return app


@pytest.mark.usefixtures("own_signals")
def test_a_worker_does_what_another_process_queued_until_it_is_told_to_stop(redis_url, tmp_path):
    taken_by, is_swept = signal.getsignal(signal.SIGINT), threading.Event()
    done: list[int] = []

    def leave(number: int) -> None:
        assert is_swept.wait(5)
        while signal.getsignal(signal.SIGINT) is taken_by:
            time.sleep(0.01)
        done.append(number)
        os.kill(os.getpid(), signal.SIGINT)

    sweep = Job(name="sweep", run=is_swept.set, is_due_at_start=True)
    jobs = (sweep, Job(name="leave", run=leave))
    pages, worker = _app(tmp_path, redis_url, *jobs), _app(tmp_path, redis_url, *jobs)
    pages.extensions[JOBS].huey.flush()
    pages.extensions[JOBS].tasks["leave"](7)
    assert done == []
    ended = worker.test_cli_runner().invoke(work, ["--workers", "2", "--no-periodic"])
    assert (ended.exit_code, done) == (0, [7])


def test_pages_need_the_redis_that_holds_their_queue(redis_url, tmp_path):
    with _app(tmp_path, redis_url).app_context():
        assert is_queue_ready()
    with _app(tmp_path, f"redis://127.0.0.1:{free_port()}/0").app_context():
        assert not is_queue_ready()
