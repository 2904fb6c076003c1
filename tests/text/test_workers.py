"""The rendering process lives, dies and is replaced."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.text import workers
from app.text.workers import Worker
from tests.text.hostile import HOSTILE

pytestmark = pytest.mark.no_app

ROOT = Path(__file__).parents[2]


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


def test_one_process_answers_text_after_text(worker: Worker) -> None:
    assert worker.ask("*a*", ()) == "<p><em>a</em></p>"
    first = process_of(worker)
    assert worker.ask("b", ()) == "<p>b</p>"
    assert process_of(worker) == first


def test_a_hostile_text_does_not_cost_the_process(worker: Worker) -> None:
    worker.ask("a", ())
    first = process_of(worker)
    assert worker.ask(HOSTILE["brackets"], ()) is None
    assert worker.ask("b", ()) == "<p>b</p>"
    assert process_of(worker) == first


def test_a_process_that_was_killed_is_replaced(worker: Worker) -> None:
    worker.ask("a", ())
    os.kill(process_of(worker), signal.SIGKILL)
    time.sleep(0.05)
    assert worker.ask("*b*", ()) == "<p><em>b</em></p>"


def test_a_process_killed_over_a_text_gives_nothing_and_is_replaced(worker: Worker) -> None:
    worker.ask("a", ())
    killed = process_of(worker)
    threading.Timer(0.1, os.kill, (killed, signal.SIGKILL)).start()
    start = time.perf_counter()
    assert worker.ask(HOSTILE["brackets"], ()) is None
    assert time.perf_counter() - start < 0.5
    assert worker.ask("*b*", ()) == "<p><em>b</em></p>"
    assert process_of(worker) != killed


def test_a_process_that_does_not_answer_is_killed_in_time(worker: Worker) -> None:
    worker.ask("a", ())
    stuck = process_of(worker)
    os.kill(stuck, signal.SIGSTOP)
    start = time.perf_counter()
    assert worker.ask("b", ()) is None
    assert time.perf_counter() - start < 0.5
    assert worker.ask("c", ()) == "<p>c</p>"
    with pytest.raises(ProcessLookupError):
        os.kill(stuck, 0)


def test_those_who_wait_for_their_turn_do_not_wait_long(worker: Worker) -> None:
    worker.ask("a", ())
    waits: list[float] = []

    def ask() -> None:
        start = time.perf_counter()
        worker.ask(HOSTILE["brackets"], ())
        waits.append(time.perf_counter() - start)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(waits) < 0.5
    assert worker.ask("b", ()) == "<p>b</p>"


def test_an_interrupted_question_leaves_no_answer_to_the_next(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker.ask("a", ())
    monkeypatch.setattr(workers, "receive", _interrupted)
    with pytest.raises(KeyboardInterrupt):
        worker.ask("secret", ())
    monkeypatch.undo()
    assert worker.ask("b", ()) == "<p>b</p>"


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
    assert worker.ask("*b*", ()) == "<p><em>b</em></p>"


@pytest.mark.parametrize(
    "command",
    [
        ("gevent.monkey", "--module", "tests.text.scripts.together"),
        ("tests.text.scripts.together",),
        ("tests.text.scripts.forked",),
        ("tests.text.scripts.abandoned",),
    ],
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
