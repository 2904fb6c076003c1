"""What runs beside the pages begins and ends with the process."""

import os
import runpy
import subprocess
import sys
import threading

import gevent
import pytest
from flask import Flask

from app.core.alone import LOCK, NotAlone, serve_alone
from app.core.jobs import JOBS, Job, init_jobs
from app.core.serving import ENDS, STARTS, begin_serving, end_serving
from config import Config
from tests.machine import free_port
from tests.tree import ROOT

pytestmark = pytest.mark.no_app
_NONE = "sqlite://"


def test_a_process_starts_what_rooms_bring_works_on_its_queue_and_ends_both(tmp_path):
    done, is_worked = [], threading.Event()
    app = Flask(__name__)
    app.config["SETTINGS"] = Config(
        data_dir=tmp_path, database_url="sqlite://", secret_key="x" * 32
    )
    app.extensions[STARTS] = [lambda given: done.append(("starts", given))]
    app.extensions[ENDS] = [lambda given: done.append(("ends", given))]
    init_jobs(app, (Job(name="work", run=is_worked.set),), redis_url=None, now=False)

    begin_serving(app)
    with pytest.raises(NotAlone):
        serve_alone(tmp_path, _NONE, patience_seconds=0.3)
    app.extensions[JOBS].tasks["work"]()
    assert is_worked.wait(5)
    (consumer,) = app.extensions[JOBS].consumers
    assert done == [("starts", app)]

    end_serving(app)
    assert done == [("starts", app), ("ends", app)]
    assert app.extensions[JOBS].consumers == []
    assert not any(thread.is_alive() for _worker, thread in consumer.worker_threads)
    serve_alone(tmp_path, _NONE, patience_seconds=0)()


@pytest.mark.slow
def test_a_second_web_process_without_redis_does_not_start(tmp_path):
    let_go = serve_alone(tmp_path, _NONE)
    done = subprocess.run(
        [sys.executable, "-m", "gunicorn", "wsgi:app"],
        cwd=ROOT,
        env={
            **os.environ,
            "DATA_DIR": str(tmp_path),
            "PORT": str(free_port()),
            "REDIS_URL": "",
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    let_go()
    assert done.returncode == 3  # the worker failed to boot
    assert "Set REDIS_URL to run several" in done.stderr


def test_on_postgresql_another_machine_does_not_start_either(tmp_path, postgres_url):
    let_go = serve_alone(tmp_path / "one", postgres_url)
    with pytest.raises(NotAlone, match="the database"):
        serve_alone(tmp_path / "two", postgres_url, patience_seconds=0.3)
    let_go()
    serve_alone(tmp_path / "two", postgres_url, patience_seconds=0)()


def test_with_redis_nobody_has_to_be_alone(tmp_path):
    app = Flask(__name__)
    app.config["SETTINGS"] = Config(
        data_dir=tmp_path,
        database_url="sqlite://",
        secret_key="x" * 32,
        redis_url="redis://127.0.0.1:1",
    )
    app.extensions[STARTS] = app.extensions[ENDS] = []
    init_jobs(app, (), redis_url=None, now=False)
    begin_serving(app)
    end_serving(app)
    assert not (tmp_path / LOCK).exists()


def test_whoever_asks_without_a_pause_lets_others_have_their_turn():
    settings = runpy.run_path(str(ROOT / "gunicorn.conf.py"))
    other = gevent.spawn(len, "another's")
    settings["pre_request"](None, None)
    assert other.successful()
