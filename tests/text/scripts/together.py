"""Hostile texts from several members at once, while other work goes on; threads or greenlets."""

import sys
import threading
import time

from app.text.rendering import Rendered, render
from tests.text.hostile import HOSTILE
from tests.text.timing import once

PAUSE_SECONDS = 0.005
LONGEST_GAP_SECONDS = 0.15


def main() -> bool:
    """Say whether everybody was answered and the other work never stood still."""
    render("*")
    gaps: list[float] = []
    rendered: list[Rendered] = []
    is_over = threading.Event()
    ticking = threading.Thread(target=_tick, args=(gaps, is_over))
    ticking.start()
    names = ("brackets", "links begun", "quotations")
    asking = [
        threading.Thread(target=lambda name=name: rendered.append(render(HOSTILE[name])))
        for name in names
    ]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    is_over.set()
    ticking.join()
    good = render("*après*")
    sys.stderr.write(f"longest gap {max(gaps):.3f} s in {len(gaps)}\n")
    is_answered = len(rendered) == len(names) and not good.is_plain
    return is_answered and len(gaps) > len(names) and max(gaps) < LONGEST_GAP_SECONDS


def _tick(gaps: list[float], is_over: threading.Event) -> None:
    """Do a little work again and again, and note how long it had to wait."""
    last = time.perf_counter()
    while not is_over.is_set():
        time.sleep(PAUSE_SECONDS)
        now = time.perf_counter()
        gaps.append(now - last)
        last = now


if __name__ == "__main__":
    is_kept = once(main)
    sys.stdout.write("kept\n" if is_kept else "broken\n")
    sys.exit(0 if is_kept else 1)
