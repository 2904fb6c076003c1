"""What runs beside the pages begins and ends with the process."""

import os
import runpy
import subprocess
import sys
import threading

import gevent
import pytest
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from app.core.jobs import JOBS, Job, init_jobs
from app.core.lifecycle import ENDS, STARTS, TAKES_OVER, begin_serving, end_serving
from app.core.redis import init_redis
from app.core.single_process import LOCK, AnotherProcess, serve_single
from config import Config
from tests.machine import free_port
from tests.tree import ROOT

pytestmark = pytest.mark.no_app
_NONE = "sqlite://"


def test_a_process_starts_what_rooms_bring_works_on_its_queue_and_ends_both(tmp_path):
    done: list[tuple[str, Flask | None]] = []
    is_worked = threading.Event()
    app = Flask(__name__)
    app.config["SETTINGS"] = Config(
        data_dir=tmp_path, database_url="sqlite://", secret_key="x" * 32
    )
    app.extensions[TAKES_OVER] = [lambda: done.append(("takes over", None))]
    app.extensions[STARTS] = [lambda given: done.append(("starts", given))]
    app.extensions[ENDS] = [lambda given: done.append(("ends", given))]
    init_redis(app, None)
    init_jobs(app, (Job(name="work", run=is_worked.set),), now=False)

    begin_serving(app)
    with pytest.raises(AnotherProcess):
        serve_single(tmp_path, _NONE, patience_seconds=0.3)
    app.extensions[JOBS].tasks["work"]()
    assert is_worked.wait(5)
    (consumer,) = app.extensions[JOBS].consumers
    assert done == [("takes over", None), ("starts", app)]

    end_serving(app)
    assert done[-1] == ("ends", app)
    assert app.extensions[JOBS].consumers == []
    assert not any(thread.is_alive() for _worker, thread in consumer.worker_threads)
    serve_single(tmp_path, _NONE, patience_seconds=0)()


def test_what_cannot_be_taken_over_keeps_nobody_from_serving(tmp_path, caplog):
    done: list[str] = []
    app = Flask(__name__)
    app.config["SETTINGS"] = Config(data_dir=tmp_path, database_url=_NONE, secret_key="x" * 32)

    def fail() -> None:
        raise SQLAlchemyError

    app.extensions |= {
        TAKES_OVER: [fail, lambda: done.append("takes over")],
        STARTS: [lambda _app: done.append("starts")],
        ENDS: [],
    }
    init_redis(app, None)
    init_jobs(app, (), now=False)
    begin_serving(app)
    end_serving(app)
    assert done == ["takes over", "starts"]
    assert "is not taken over" in caplog.text


@pytest.mark.slow
def test_a_second_web_process_without_redis_does_not_start(tmp_path):
    let_go = serve_single(tmp_path, _NONE)
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
    assert done.returncode == 4  # the application cannot be loaded
    assert done.stderr.count("Set REDIS_URL to run several") == 1
    assert "Traceback" not in done.stderr


def test_on_postgresql_another_machine_does_not_start_either(tmp_path, postgres_url):
    let_go = serve_single(tmp_path / "one", postgres_url)
    with pytest.raises(AnotherProcess, match="the database"):
        serve_single(tmp_path / "two", postgres_url, patience_seconds=0.3)
    let_go()
    serve_single(tmp_path / "two", postgres_url, patience_seconds=0)()


def test_with_redis_nobody_has_to_be_alone(tmp_path):
    app = Flask(__name__)
    app.config["SETTINGS"] = Config(
        data_dir=tmp_path,
        database_url="sqlite://",
        secret_key="x" * 32,
        redis_url="redis://127.0.0.1:1",
    )
    app.extensions[STARTS] = app.extensions[ENDS] = []
    app.extensions[TAKES_OVER] = [lambda: pytest.fail("Another may be at it.")]
    init_redis(app, None)
    init_jobs(app, (), now=False)
    begin_serving(app)
    end_serving(app)
    assert not (tmp_path / LOCK).exists()


def test_whoever_asks_without_a_pause_lets_others_have_their_turn(tmp_path, monkeypatch):
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))  # it would leave one behind
    settings = runpy.run_path(str(ROOT / "gunicorn.conf.py"))
    other = gevent.spawn(len, "another's")
    settings["pre_request"](None, None)
    assert other.successful()
