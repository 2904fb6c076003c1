"""What it takes to make a member's words into a page, or to compare two versions of them."""

import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.text import MAX_LENGTH, difference, render
from app.text.rendering.workers import Worker, worker
from bench.report import Table, figure
from tests.text.hostile import HOSTILE
from tests.text.ordinary import POST

PROMISE_SECONDS = 0.5
"""In which the product promises to answer any text of the longest length."""


class BrokenPromiseError(Exception):
    """A text took longer than promised: what was done, with which text, and the seconds."""


def measure() -> Table:
    """Measure ordinary texts, and all that are meant to hurt.

    Raises:
        BrokenPromiseError: one of them took longer than promised.
    """
    long = (POST * (MAX_LENGTH // len(POST) + 1))[:MAX_LENGTH]
    render("*")
    rows = [
        ("start of the process", _start_seconds()),
        (f"a post of {len(POST)} characters", _seconds(POST, times=300)),
        (f"an ordinary text of {len(long)} characters", _seconds(long, times=20)),
        _slowest("hostile texts", lambda text: _seconds(text, times=1)),
        _slowest("differences of hostile texts", _difference_seconds),
    ]
    plain = sum(render(text).is_plain for text in HOSTILE.values())
    says = (
        "Medians, message and answer included; of the hostile texts, all of the longest length, the"
        f" slowest of all. {plain} of {len(HOSTILE)} are shown as typed, the others formatted. The"
        f" process took {_memory('VmHWM')} at its highest."
    )
    lines = [(what, figure(1000 * seconds)) for what, seconds in rows]
    return Table(title="Texts", says=says, columns=("what", "ms"), rows=lines)


def _slowest(what: str, seconds_of: Callable[[str], float]) -> tuple[str, float]:
    """Return which of the hostile texts takes longest, and how long."""
    slowest, name = max((seconds_of(text), name) for name, text in HOSTILE.items())
    if slowest > PROMISE_SECONDS:
        raise BrokenPromiseError(what, name, slowest)
    return f"slowest of {len(HOSTILE)} {what} ({name})", slowest


def _seconds(text: str, *, times: int) -> float:
    """Return the median time a text takes, message and answer included."""
    return statistics.median(_timed(lambda: render(text, handles=["lea"])) for _ in range(times))


def _difference_seconds(text: str) -> float:
    """Return the time it takes to compare a text with one in which little stayed in its place."""
    return _timed(partial(difference, text, text[::-1].replace("a", "b ")[:MAX_LENGTH]))


def _start_seconds() -> float:
    """Return the median time from nothing to the first rendered text."""
    times = []
    for _ in range(7):
        fresh = Worker()
        times.append(_timed(partial(fresh.ask, "a", ())))
        fresh.stop()
    return statistics.median(times)


def _timed(act: Callable[[], object]) -> float:
    """Return how long something takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _memory(field: str) -> str:
    """Return a figure that Linux keeps about the process."""
    status = Path(f"/proc/{worker().process_id}/status").read_text()
    return next(line.split(maxsplit=1)[1] for line in status.splitlines() if field in line)
