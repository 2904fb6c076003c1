"""The rendering process lives, dies and is replaced."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from app.text.rendering import workers
from app.text.rendering.frames import receive
from app.text.rendering.workers import PATIENCE_SECONDS, Worker
from tests.text.hostile import HOSTILE
from tests.text.timing import TRIES, once

pytestmark = pytest.mark.no_app

ROOT = Path(__file__).parents[2]
ALONE = "tests.text.scripts.alone"


@pytest.fixture
def worker() -> Iterator[Worker]:
    """Return a worker of the test's own."""
    worker = Worker()
    yield worker
    worker.stop()


def process_of(worker: Worker) -> int:
    """Return the process id of a worker that has been asked something."""
    assert worker.process_id is not None
    return worker.process_id


def answered(worker: Worker, source: str) -> str | None:
    """Return the HTML of a harmless text, asked for again if the machine is busy."""
    return next(filter(None, (worker.ask(source, ()) for _ in range(TRIES))), None)


def test_one_process_answers_text_after_text(worker: Worker) -> None:
    def answers_twice() -> bool:
        first, process = worker.ask("*a*", ()), worker.process_id
        second = worker.ask("b", ())
        is_right = (first, second) == ("<p><em>a</em></p>", "<p>b</p>")
        return is_right and worker.process_id == process

    assert once(answers_twice)


def test_a_hostile_text_does_not_cost_the_process(worker: Worker) -> None:
    def survives() -> bool:
        answered(worker, "a")
        process = process_of(worker)
        assert worker.ask(HOSTILE["brackets"], ()) is None
        return worker.ask("b", ()) == "<p>b</p>" and process_of(worker) == process

    assert once(survives)


def test_a_process_that_was_killed_is_replaced(worker: Worker) -> None:
    answered(worker, "a")
    os.kill(process_of(worker), signal.SIGKILL)
    assert answered(worker, "*b*") == "<p><em>b</em></p>"


def test_a_process_killed_over_a_text_gives_nothing_and_is_replaced(worker: Worker) -> None:
    answered(worker, "a")
    killed = process_of(worker)
    threading.Timer(0.1, os.kill, (killed, signal.SIGKILL)).start()
    assert worker.ask(HOSTILE["brackets"], ()) is None
    assert answered(worker, "*b*") == "<p><em>b</em></p>"
    assert process_of(worker) != killed


@pytest.fixture
def deadlines(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return how long each answer is waited for at most, as the waiting begins."""
    waits: list[float] = []

    def watched(line: socket.socket, *, by: float) -> dict[str, Any]:
        waits.append(by - time.monotonic())
        return receive(line, by=by)

    monkeypatch.setattr(workers, "receive", watched)
    return waits


def test_a_process_that_does_not_answer_is_killed(worker: Worker, deadlines: list[float]) -> None:
    answered(worker, "a")
    stuck = process_of(worker)
    os.kill(stuck, signal.SIGSTOP)
    deadlines.clear()
    assert worker.ask("b", ()) is None
    assert process_of(worker) != stuck
    assert max(deadlines) <= PATIENCE_SECONDS
    assert answered(worker, "c") == "<p>c</p>"


def test_whoever_waits_for_a_turn_too_long_asks_nothing(
    worker: Worker, deadlines: list[float]
) -> None:
    answered(worker, "a")
    deadlines.clear()
    turn: threading.Lock = vars(worker)["_turn"]
    with turn, ThreadPoolExecutor(1) as people:
        assert people.submit(worker.ask, "b", ()).result() is None
    assert deadlines == []
    assert answered(worker, "c") == "<p>c</p>"


def test_an_interrupted_question_leaves_no_answer_to_the_next(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(worker, "a")
    monkeypatch.setattr(workers, "receive", _interrupted)
    with pytest.raises(KeyboardInterrupt):
        worker.ask("secret", ())
    monkeypatch.undo()
    assert answered(worker, "b") == "<p>b</p>"


def _interrupted(*_: object, **__: object) -> None:
    """Behave like a person pressing Ctrl-C while an answer is awaited."""
    raise KeyboardInterrupt


def test_a_process_that_cannot_start_costs_the_formatting_only(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(workers, "_START", ROOT / "nothing-here.py")
        assert worker.ask("a", ()) is None
    worker.stop()
    assert answered(worker, "*b*") == "<p><em>b</em></p>"


@pytest.mark.parametrize(
    "command",
    [
        ("gevent.monkey", "--module", ALONE, "together"),
        (ALONE, "together"),
        (ALONE, "forked"),
        (ALONE, "abandoned"),
    ],
    ids=" ".join,
)
def test_the_promises_hold_in_a_process_of_its_own(command: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "kept"), done.stderr
