"""What tests of people share."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from argon2 import PasswordHasher, Type
from flask import Flask

from app.accounts import events
from app.accounts.models import Account
from app.accounts.secrets import constant_time, passwords
from app.core import clock
from app.core.events import Event, Phase
from app.core.transaction import LISTENERS
from tests.factories import make_account


@pytest.fixture(autouse=True)
def _no_delay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let recovery answer at once; one test asks for the delay."""
    monkeypatch.setattr(constant_time, "EVEN_SECONDS", 0.0)


@pytest.fixture(autouse=True)
def _quick_hashes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash in a moment; tests about the time it takes ask for the real cost."""
    if "real_cost" not in request.fixturenames:
        quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1, type=Type.ID)
        monkeypatch.setattr(passwords, "_hasher", quick)
    passwords.nobodys_hash.cache_clear()  # its cost has just changed


@pytest.fixture
def real_cost() -> None:
    """Let passwords be hashed as they are on the site."""


@pytest.fixture
def heard(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[type[Event]], list[Event]]:
    """Return a function that gives the events of a kind that were told since the test began."""
    told: list[Event] = []
    known = app.extensions[LISTENERS]
    ours = {
        (Phase.DURING, kind): [*known.get((Phase.DURING, kind), []), told.append]
        for kind in vars(events).values()
        if isinstance(kind, type) and issubclass(kind, Event)
    }
    monkeypatch.setitem(app.extensions, LISTENERS, {**known, **ours})
    return lambda kind: [event for event in told if type(event) is kind]


@pytest.fixture
def suspended() -> Account:
    """Return a member who may only read for now."""
    return make_account(suspended_until=clock.now() + timedelta(days=1))
