"""What runs beside the pages begins and ends with the process."""

import threading

import pytest
from flask import Flask

from app.core.jobs import JOBS, Job, init_jobs
from app.core.serving import ENDS, STARTS, begin_serving, end_serving
from config import Config

pytestmark = pytest.mark.no_app


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
    app.extensions[JOBS].tasks["work"]()
    assert is_worked.wait(5)
    (consumer,) = app.extensions[JOBS].consumers
    assert done == [("starts", app)]

    end_serving(app)
    assert done == [("starts", app), ("ends", app)]
    assert app.extensions[JOBS].consumers == []
    assert not any(thread.is_alive() for _worker, thread in consumer.worker_threads)
