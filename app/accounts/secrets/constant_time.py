"""Answers that take the same time whatever they found."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

EVEN_SECONDS = 0.5
"""More than finding an account and writing it a letter takes."""


@contextmanager
def lasting() -> Iterator[None]:
    """Make what is inside take `EVEN_SECONDS`, so that a watch tells nobody what was found."""
    begun = time.monotonic()
    try:
        yield
    finally:
        time.sleep(max(0.0, EVEN_SECONDS - (time.monotonic() - begun)))
