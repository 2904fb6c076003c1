"""Promises about time, kept apart from the moods of a machine that does other work as well.

What takes too long by itself does so each time; what a busy machine delays does not.
"""

import time
from collections.abc import Callable

TRIES = 3


def once(is_kept: Callable[[], bool]) -> bool:
    """Say whether a promise is kept in one of three tries."""
    return any(is_kept() for _ in range(TRIES))


def in_time(act: Callable[[], object], *, seconds: float) -> bool:
    """Say whether something was done in time in one of three tries."""
    return once(lambda: took(act) < seconds)


def took(act: Callable[[], object]) -> float:
    """Return how many seconds something takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
