"""Under fire: many writers at once on PostgreSQL, and readers that break off at random.

Nothing is missed, nothing comes twice, everything comes in order, and the counts are right.
"""

import random
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.core.db import db
from app.core.jobs import stop_workers, work_in_this_process
from app.live.nodes.node import LIVE, Node
from app.notices import services
from app.notices.models import Activity, Notice
from tests.factories.accounts import make_account, seen_by
from tests.factories.notices import Board, box_of
from tests.notices.reader import Reader, Switchboard
from tests.postgres import app_on_postgres
from tests.registry import provide

WRITERS, NOTES_EACH, WORKERS = 20, 8, 8
NOTES = WRITERS * NOTES_EACH
PATIENCE_SECONDS = 60
pytestmark = pytest.mark.no_app


@pytest.fixture
def pg_app(postgres_url: str, tmp_path: Path) -> Iterator[Flask]:
    """Return an application on PostgreSQL that queues its jobs, without workers so far."""
    with app_on_postgres(postgres_url, tmp_path, are_jobs_immediate=False) as app:
        yield app
        stop_workers(app)
        node: Node = app.extensions[LIVE]
        node.workers.join()


def at_once(app: Flask, acts: list[Callable[[], object]]) -> None:
    """Do all of this at the same time, each in a thread and a context of its own."""
    begin = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        with app.app_context():
            begin.wait()
            act()

    with ThreadPoolExecutor(len(acts)) as pool:
        for done in [pool.submit(run, act) for act in acts]:
            done.result()


def wait_until(is_so: Callable[[], bool]) -> bool:
    """Wait for something, but not for ever."""
    limit = time.monotonic() + PATIENCE_SECONDS
    while not is_so() and time.monotonic() < limit:
        time.sleep(0.05)
    return is_so()


def count_waiting() -> int:
    """Return how many activities are not fanned out."""
    db.session.close()
    wanted = sa.select(sa.func.count()).where(Activity.fanned_out_at.is_(None))
    return db.session.scalar(wanted.select_from(Activity)) or 0


def test_nothing_is_missed_nothing_comes_twice_all_in_order(pg_app):
    node: Node = pg_app.extensions[LIVE]
    node.server = switchboard = Switchboard()
    people = [make_account().id for _ in range(12)]
    board = Board()
    provide(pg_app, *board.provides())
    board.told_to(*people)
    readers = [
        Reader(node, switchboard, person, random.Random(seed))  # noqa: S311 - draws no secret
        for seed, person in enumerate(people)
    ]
    is_over = threading.Event()

    def read_on() -> None:
        while not is_over.wait(0.005):
            for reader in readers:
                reader.live_on()

    def write(number: int) -> None:
        for step in range(NOTES_EACH):
            board.post(number * 1000 + step)

    work_in_this_process(pg_app, workers=WORKERS)
    reading = threading.Thread(target=read_on)
    reading.start()
    at_once(pg_app, [partial(write, number) for number in range(WRITERS)])
    assert wait_until(lambda: count_waiting() == 0)
    is_over.set()
    reading.join()
    for reader in readers:
        assert wait_until(lambda one=reader: one.see_all() or len(one.seen) >= NOTES)  # type: ignore[misc] # inferred
        assert reader.seen == list(range(1, NOTES + 1))
        assert box_of(reader.account_id) == (NOTES, NOTES)
    assert sum(reader.breaks for reader in readers) > 0


def test_jobs_that_run_twice_at_once_while_people_read_agree_in_the_end(pg_app):
    people = [make_account() for _ in range(30)]
    board = Board()
    provide(pg_app, *board.provides())
    board.told_to(*(person.id for person in people))
    for number in range(1, 7):
        board.post(number)
    ids = db.session.scalars(sa.select(Activity.id)).all()
    acts: list[Callable[[], object]] = [
        partial(services.fan_out, one) for one in [*ids, *ids, *ids]
    ]
    acts += [partial(services.mark_read, seen_by(person)) for person in people[:6]]
    random.Random(3).shuffle(acts)  # noqa: S311 - draws no secret
    at_once(pg_app, acts)
    counts = db.session.execute(
        sa.select(Notice.account_id, sa.func.count()).group_by(Notice.account_id)
    ).all()
    assert {row[0]: row[1] for row in counts} == {person.id: 6 for person in people}
    assert count_waiting() == 0
    assert services.recount_all() == 0
