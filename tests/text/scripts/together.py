"""Hostile texts from several members at once, while other work goes on; threads or greenlets."""

import itertools
import sys
import threading
import time

from app.text.rendering.renderer import Rendered, render
from tests.text.hostile import HOSTILE
from tests.text.timing import once

PAUSE_SECONDS = 0.005
NAMES = ("brackets", "links begun", "quotations")


def main() -> bool:
    """Say whether everybody was answered, and other work went on before each answer."""
    render("*")
    ticks: list[int] = []
    rendered: list[tuple[Rendered, int]] = []
    is_over = threading.Event()
    threading.Thread(target=_tick, args=(ticks, is_over)).start()
    asking = [threading.Thread(target=_ask, args=(name, rendered, ticks)) for name in NAMES]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    is_over.set()
    good = render("*après*")
    sys.stderr.write(f"ticks before each answer: {[count for _, count in rendered]}\n")
    is_answered = len(rendered) == len(NAMES) and not good.is_plain
    return is_answered and all(count > 0 for _, count in rendered)


def _ask(name: str, rendered: list[tuple[Rendered, int]], ticks: list[int]) -> None:
    """Have a text rendered, and note how much other work was done meanwhile."""
    before = len(ticks)
    answer = render(HOSTILE[name])
    rendered.append((answer, len(ticks) - before))


def _tick(ticks: list[int], is_over: threading.Event) -> None:
    """Do a little work again and again."""
    for number in itertools.count():
        if is_over.is_set():
            return
        time.sleep(PAUSE_SECONDS)
        ticks.append(number)


if __name__ == "__main__":
    is_kept = once(main)
    sys.stdout.write("kept\n" if is_kept else "broken\n")
    sys.exit(0 if is_kept else 1)
