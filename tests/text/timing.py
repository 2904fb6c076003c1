"""Promises about time, kept apart from the moods of a machine that does other work as well.

Nothing here looks at the clock on the wall: time is that of the processor, or growth.
"""

import gc
import time
from collections.abc import Callable

TRIES = 5
_SHORTER = 4
_GROWTH = 2.5 * _SHORTER
"""A quadratic act grows by 16, a linear one by 4."""
_NOISE_SECONDS = 0.25
"""A hostile text that is refused when short and read when long may cost more."""


def once(is_kept: Callable[[], bool]) -> bool:
    """Say whether a promise is kept in one of a few tries."""
    return any(is_kept() for _ in range(TRIES))


def grows_gently(act: Callable[[str], object], text: str) -> bool:
    """Say whether four times the text costs clearly less than sixteen times as much."""
    end = len(text) // _SHORTER // 2
    shorter = text[:end] + text[-end:]  # what opens and what closes stay in balance
    return once(
        lambda: _cpu(lambda: act(text)) < _GROWTH * _cpu(lambda: act(shorter)) + _NOISE_SECONDS
    )


def _cpu(act: Callable[[], object]) -> float:
    """Return the processor's seconds that something takes in this thread, the collector at rest."""
    gc.disable()
    try:
        start = time.thread_time()
        act()
        return time.thread_time() - start
    finally:
        gc.enable()
