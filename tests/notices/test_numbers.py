"""Numbers come from the counter of the inbox, and jobs at once give way to each other."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from app.core import clock
from app.core.db import db
from app.core.subjects import SubjectRef
from app.core.transaction import atomic
from app.notices import services
from app.notices.inboxes.inboxes import lock_inboxes
from app.notices.models import Activity, Notice
from app.notices.services import activities, delivery
from tests.factories.accounts import make_account
from tests.factories.notices import Board, box_of, rows_of
from tests.postgres import app_on_postgres
from tests.registry import provide

PATIENCE_SECONDS = 10


def test_a_number_that_was_given_is_not_given_again_whatever_became_of_its_notice(board):
    reader = make_account()
    board.told_to(reader.id)
    for number in (1, 2, 3):
        board.post(number)
    with atomic() as session:
        session.execute(sa.delete(Notice).where(Notice.account_id == reader.id, Notice.seq == 3))
    board.post(4)
    assert [row.seq for row in rows_of(reader.id)] == [1, 2, 4]
    with time_machine.travel(clock.now() + timedelta(days=91), tick=False):
        services.purge()
        assert rows_of(reader.id) == []
        board.post(5)
    assert [row.seq for row in rows_of(reader.id)] == [5]


def test_after_ninety_days_a_notice_goes_and_not_a_day_before(board):
    reader = make_account()
    board.told_to(reader.id)
    board.post(1)
    with time_machine.travel(clock.now(), tick=False) as traveller:
        traveller.shift(timedelta(days=89, hours=12))
        services.purge()
        assert len(rows_of(reader.id)) == 1
        traveller.shift(timedelta(days=1))
        services.purge()
        assert rows_of(reader.id) == []


def test_a_job_stops_when_what_it_tells_of_is_taken_back_meanwhile(board, monkeypatch):
    readers = [make_account() for _ in range(5)]
    board.told_to(*(reader.id for reader in readers))
    monkeypatch.setattr(delivery, "BATCH", 2)
    told = delivery.tell

    def tell_then_lose(session, activity, plans):
        """Tell the first two; before the next, another process takes it back, and is killed."""
        monkeypatch.setattr(delivery, "tell", told)
        told(session, activity, plans)
        monkeypatch.setattr(activities, "enqueue", lambda *_lost: None)
        services.withdraw(SubjectRef("tests.note", 1))

    monkeypatch.setattr(delivery, "tell", tell_then_lose)
    board.post()
    assert [len(rows_of(reader.id)) for reader in readers] == [1, 1, 0, 0, 0]
    with time_machine.travel(clock.now() + timedelta(seconds=6), tick=False):
        services.sweep()
    assert [box_of(reader.id)[1] for reader in readers[:2]] == [0, 0]


@pytest.fixture
def pg_app(postgres_url: str, tmp_path: Path) -> Iterator[Flask]:
    """Return an application on PostgreSQL, where two write at once."""
    with app_on_postgres(postgres_url, tmp_path, are_jobs_immediate=False) as app:
        yield app


@contextmanager
def _at_once(app: Flask, *acts: partial[None]) -> Iterator[list[threading.Thread]]:
    """Let others act in threads and contexts of their own; wait for them in the end."""

    def run(act: partial[None]) -> None:
        with app.app_context():
            act()
            db.session.remove()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    yield threads
    for thread in threads:
        thread.join(PATIENCE_SECONDS)


@pytest.mark.no_app
def test_of_two_jobs_at_once_one_waits_for_the_other_and_tells_nobody_twice(pg_app, monkeypatch):
    board, reader = Board(), make_account()
    provide(pg_app, *board.provides())
    board.told_to(reader.id)
    board.post()
    activity_id = db.session.scalars(sa.select(Activity.id)).one()
    db.session.remove()
    inside, go_on, entered = threading.Event(), threading.Event(), []

    def lock(session, account_ids):
        entered.append(1)
        inside.set()
        assert go_on.wait(PATIENCE_SECONDS)
        lock_inboxes(session, account_ids)

    monkeypatch.setattr(delivery, "lock_inboxes", lock)
    twice = [partial(services.fan_out, activity_id)] * 2
    with _at_once(pg_app, *twice):
        assert inside.wait(PATIENCE_SECONDS)
        assert _is_waited_for(), "the other job waits for the lock of the activity"
        go_on.set()
    assert entered == [1], "and finds that all is done"
    assert [row.seq for row in rows_of(reader.id)] == [1]


def _is_waited_for() -> bool:
    """Tell whether PostgreSQL soon says that somebody waits for a lock."""
    waiting = sa.text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    for _attempt in range(200):
        with db.engine.connect() as connection:
            if connection.scalar(waiting):
                return True
        threading.Event().wait(0.02)
    return False
