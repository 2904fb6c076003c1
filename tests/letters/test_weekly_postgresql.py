"""On PostgreSQL, where several write at once: each turn is given once, and taken once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from app.core import clock
from app.core.db import db
from app.letters.models import WeeklySchedule
from app.letters.schedule.weekly_letter import give_turns, take_turn
from tests.factories.mail import letters
from tests.letters.conftest import make_reader
from tests.letters.weekly import say, turn_row
from tests.postgres import app_on_postgres

pytestmark = pytest.mark.no_app
WORKERS = 6


@pytest.fixture
def pg_app(postgres_url: str, tmp_path: Path) -> Iterator[Flask]:
    """Return an application on PostgreSQL, its jobs run on the spot."""
    with app_on_postgres(postgres_url, tmp_path) as app:
        yield app


def _at_once(app: Flask, act: Callable[[], None]) -> None:
    def work(_number: int) -> None:
        with app.app_context():
            act()
            db.session.remove()

    with ThreadPoolExecutor(WORKERS) as workers:
        list(workers.map(work, range(WORKERS)))
    db.session.close()


def test_jobs_at_once_give_and_take_each_turn_once(pg_app: Flask):
    readers = [make_reader(handle=f"lecteur{number}") for number in range(20)]
    _at_once(pg_app, give_turns)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(WeeklySchedule)) == len(readers)
    row = turn_row(readers[0])
    assert row.due_at is not None
    with time_machine.travel(max(row.due_at, clock.now()) + timedelta(seconds=1), tick=False):
        _at_once(pg_app, lambda: take_turn(readers[0].id, say))
    assert len(letters()) == 1
