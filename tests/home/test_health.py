"""What is not well is said where somebody watches: `/readyz`, `/metrics`, the log."""

import json
import os
import signal
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
import requests
import time_machine
from flask import Flask
from huey import MemoryHuey

from app.core import clock
from app.core.heartbeat import beat
from app.core.jobs import JOBS, Jobs
from tests.conftest import ClientFor
from tests.factories.accounts import make_account
from tests.live.site import PATIENCE_SECONDS, START_SECONDS, Tab, site


class Usage(NamedTuple):
    """As `shutil.disk_usage` returns it, in bytes."""

    total: int
    used: int
    free: int


def health(client_for: ClientFor) -> dict[str, str]:
    """Return what `/readyz` says, each line by its name."""
    return dict(line.split(": ") for line in client_for(None).get("/readyz").text.splitlines())


def figures(text: str) -> dict[str, float]:
    """Return figures by their names and labels."""
    lines = (line.rpartition(" ") for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _blank, value in lines}


@pytest.fixture
def _queued(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let jobs wait for workers, of whom there are none."""
    queue = Jobs(MemoryHuey("waiting"), tasks={}, due_at_start=(), is_local=True)
    monkeypatch.setitem(app.extensions, JOBS, queue)


@pytest.mark.usefixtures("_queued")
def test_workers_that_give_no_sign_for_three_minutes_are_not_well(client_for: ClientFor):
    with time_machine.travel(clock.now(), tick=False) as now:
        beat()
        now.shift(timedelta(minutes=2))
        assert health(client_for)["workers"] == "ok"
        now.shift(timedelta(minutes=2))
        assert health(client_for)["workers"] == "no"
        assert client_for(None).get("/readyz").status_code == 503
        beat()
        assert health(client_for)["workers"] == "ok"


@pytest.mark.usefixtures("_queued")
def test_workers_that_never_came_are_not_well_soon_after_the_start(client_for: ClientFor):
    with time_machine.travel(clock.now(), tick=False) as now:
        assert health(client_for)["workers"] == "ok"
        now.shift(timedelta(minutes=4))
        assert health(client_for)["workers"] == "no"


def test_a_full_disk_is_not_well(client_for: ClientFor, monkeypatch: pytest.MonkeyPatch):
    assert health(client_for)["disk"] == "ok"
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: Usage(10**12, 10**12, 50_000_000))
    assert health(client_for)["disk"] == "no"


def test_a_disk_that_takes_no_file_is_not_well(
    client_for: ClientFor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def refuse(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    with time_machine.travel(clock.now() + timedelta(hours=1), tick=False):
        assert health(client_for)["disk"] == "no"
    assert "Not well: disk." in caplog.text


def test_the_figures_tell_what_waits(client_for: ClientFor, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("PROMETHEUS_MULTIPROC_DIR", raising=False)  # a test read gunicorn.conf.py
    client = client_for(None)
    client.get("/healthz")
    client.get("/nulle-part")
    told = figures(client.get("/metrics").text)
    answered = 'entraide_http_requests_total{method="GET",route="%s",status="%s"}'
    assert told[answered % ("/healthz", 200)] >= 1
    assert told[answered % ("(none)", 404)] >= 1
    assert told['entraide_healthy{check="database"}'] == 1
    assert told["entraide_data_free_bytes"] > 0
    waiting = ("letters_waiting", "letters_failed", "notices_waiting", "jobs_queued")
    assert [told[f"entraide_{name}"] for name in waiting] == [0, 0, 0, 0]


def test_a_figure_that_cannot_be_read_takes_no_other_with_it(
    client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
):
    def refuse(_folder: Path) -> None:
        raise FileNotFoundError

    monkeypatch.setattr("shutil.disk_usage", refuse)
    told = figures(client_for(None).get("/metrics").text)
    assert "entraide_data_free_bytes" not in told
    assert told['entraide_healthy{check="disk"}'] == 0
    assert told["entraide_letters_waiting"] == 0


@pytest.mark.no_app
@pytest.mark.slow
def test_figures_are_those_of_all_processes_and_outlive_them(
    tmp_path: Path, redis_url: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("WEB_PROCESSES", "2")
    monkeypatch.setenv("LOG_FORMAT", "json")
    tab = Tab()
    with site(tmp_path, redis_url=redis_url) as (node,):
        before = answered(node.url)
        for _ in range(20):  # each over a connection of its own: either process may answer
            node.get("/regles")
        assert answered(node.url) - before == 20
        tab.connect(node, node.cookie_of(make_account()))
        assert {sockets(node.url) for _ in range(6)} == {1}
        (log,) = tmp_path.glob("web-*.log")
        for line in log.read_text().splitlines():
            told = json.loads(line)
            assert {"time", "level", "logger", "message"} <= set(told)
            if "Booting worker" in told["message"]:
                os.kill(int(told["message"].rpartition(" ")[2]), signal.SIGKILL)
        tab.heard["disconnect"].get(timeout=PATIENCE_SECONDS)
        requests.get(f"{node.url}/regles", timeout=START_SECONDS)  # once they are back
        assert answered(node.url) - before == 21
        assert sockets(node.url) == 0
    tab.close()


def told_by(url: str) -> dict[str, float]:
    """Return the figures that a site tells, whichever process answers."""
    return figures(requests.get(f"{url}/metrics", timeout=PATIENCE_SECONDS).text)


def answered(url: str) -> float:
    """Return how often a page was answered, from memory or not."""
    told = told_by(url)
    rows = "entraide_http_requests_total{"
    return sum(
        count
        for name, count in told.items()
        if name.startswith(rows) and ('"/regles"' in name or '"(kept page)"' in name)
    )


def sockets(url: str) -> float:
    """Return how many sockets are open."""
    return told_by(url)["entraide_websocket_connections"]
