"""What rendering costs: `python -m bench.text_rendering`."""

import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.text import MAX_LENGTH, difference, render
from app.text.workers import Worker, worker
from tests.text.hostile import HOSTILE
from tests.text.ordinary import POST


def main() -> None:
    """Print one figure per line."""
    print(f"start of the process, median of 7: {_start_seconds() * 1000:.0f} ms")
    print(f"post of {len(POST)} characters: {_seconds(POST, times=300) * 1000:.1f} ms")
    print(f"memory of the process: {_memory('VmRSS')}")
    long = (POST * (MAX_LENGTH // len(POST) + 1))[:MAX_LENGTH]
    print(f"ordinary text of {len(long)} characters: {_seconds(long, times=20) * 1000:.0f} ms")
    slowest = {name: _seconds(text, times=1) for name, text in HOSTILE.items()}
    name = max(slowest, key=lambda name: slowest[name])
    plain = sum(render(text).is_plain for text in HOSTILE.values())
    print(f"slowest of {len(HOSTILE)} hostile texts ({name}): {slowest[name] * 1000:.0f} ms")
    print(f"hostile texts shown as typed: {plain}; all others formatted in time")
    print(f"memory of the process at its highest: {_memory('VmHWM')}")
    compared = {name: _difference_seconds(text) for name, text in HOSTILE.items()}
    name = max(compared, key=lambda name: compared[name])
    print(f"slowest of {len(HOSTILE)} differences ({name}): {compared[name] * 1000:.0f} ms")


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


if __name__ == "__main__":
    main()
