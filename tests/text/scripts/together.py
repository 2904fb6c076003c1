"""Hostile texts from several members at once, while other work goes on; threads or greenlets."""

import sys
import threading
import time

from app.text import Rendered, render
from tests.text.hostile import HOSTILE

PAUSE_SECONDS = 0.005
LONGEST_GAP_SECONDS = 0.15


def main() -> int:
    """Return 0 when everybody was answered and the other work never stood still."""
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
    is_kept = len(rendered) == len(names) and not good.is_plain and len(gaps) > len(names)
    return 0 if is_kept and max(gaps) < LONGEST_GAP_SECONDS else 1


def _tick(gaps: list[float], is_over: threading.Event) -> None:
    """Do a little work again and again, and note how long it had to wait."""
    last = time.perf_counter()
    while not is_over.is_set():
        time.sleep(PAUSE_SECONDS)
        now = time.perf_counter()
        gaps.append(now - last)
        last = now


if __name__ == "__main__":
    code = main()
    sys.stdout.write("kept\n" if code == 0 else "broken\n")
    sys.exit(code)
