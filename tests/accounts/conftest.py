"""What tests of people share."""

from collections.abc import Iterator

import pytest
from flask import Flask
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from app.accounts import delays
from app.core.limits import LIMITS


@pytest.fixture(autouse=True)
def _no_delay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let recovery answer at once; one test asks for the delay."""
    monkeypatch.setattr(delays, "EVEN_SECONDS", 0.0)


@pytest.fixture
def with_limits(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let limits hold, counted from nothing."""
    monkeypatch.setitem(app.extensions, LIMITS, MovingWindowRateLimiter(MemoryStorage()))
    yield
