"""What could not be told is taken up again: so many times, however long nobody was there to try."""

from contextlib import suppress
from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from app.core import clock
from app.core.db import db
from app.core.events import SubjectRemoved
from app.core.subjects import SubjectRef
from app.core.transaction import atomic, emit
from app.notices import services
from app.notices.inboxes.inboxes import lock_inboxes
from app.notices.models import Activity
from app.notices.services import delivery
from tests.factories.accounts import make_account
from tests.factories.notices import Board, rows_of

HOUR = timedelta(hours=1)


class Killed(BaseException):
    """What ends a worker without a word."""


@pytest.fixture
def is_broken(monkeypatch: pytest.MonkeyPatch) -> list[type[BaseException]]:
    """Return what plan ends with, if with anything."""
    trouble: list[type[BaseException]] = []

    def lock(session, account_ids):
        if trouble:
            raise trouble[0]
        lock_inboxes(session, account_ids)

    monkeypatch.setattr(delivery, "lock_inboxes", lock)
    return trouble


def _post(board: Board, trouble: type[BaseException]) -> None:
    """Put a note on the board whose job fails, or is killed."""
    with suppress(trouble):
        board.post()


def _sweep() -> None:
    """Sweep as a queue would have it: what fails is logged, or kills the worker."""
    db.session.close()
    try:
        services.sweep()
    except (Killed, ZeroDivisionError):
        db.session.rollback()


def _attempts() -> int:
    db.session.close()
    return db.session.scalars(sa.select(Activity.attempts)).one()


def test_what_waited_while_the_machine_was_off_for_days_is_told_on_its_return(board, is_broken):
    reader = make_account()
    board.told_to(reader.id)
    is_broken.append(Killed)
    _post(board, Killed)
    is_broken.clear()
    with time_machine.travel(clock.now() + timedelta(days=4), tick=False):
        _sweep()
    assert len(rows_of(reader.id)) == 1


@pytest.mark.parametrize("trouble", [ZeroDivisionError, Killed])
def test_what_fails_is_tried_for_a_day_then_given_up_and_taken_up_by_a_command(
    app, board, is_broken, caplog, trouble
):
    reader = make_account()
    board.told_to(reader.id)
    is_broken.append(trouble)
    with time_machine.travel(clock.now(), tick=False) as traveller:
        _post(board, trouble)
        began, swept = clock.now(), 0
        while swept != _attempts() or not swept:
            swept = _attempts()
            traveller.shift(HOUR + timedelta(seconds=1))
            _sweep()
        assert 18 * HOUR < clock.now() - began < 36 * HOUR
        assert ("flask notices retry" in caplog.text) is (trouble is ZeroDivisionError)
        is_broken.clear()
        traveller.shift(timedelta(days=30))
        _sweep()
        assert rows_of(reader.id) == []
        told = app.test_cli_runner().invoke(args=["notices", "retry"])
        assert told.output == "Taken up again: 1\n"
        _sweep()
    assert len(rows_of(reader.id)) == 1


def test_attempts_are_further_and_further_apart(board, is_broken):
    board.told_to(make_account().id)
    is_broken.append(Killed)
    with time_machine.travel(clock.now(), tick=False) as traveller:
        _post(board, Killed)
        minutes = []
        for minute in range(130):
            before = _attempts()
            traveller.shift(timedelta(minutes=1))
            _sweep()
            if _attempts() > before:
                minutes.append(minute + 1)
    assert minutes == [1, 2, 4, 8, 16, 32, 64, 124]


def test_an_attempt_that_was_queued_twice_counts_once(board, is_broken):
    board.told_to(make_account().id)
    is_broken.append(Killed)
    _post(board, Killed)
    activity_id = db.session.scalars(sa.select(Activity.id)).one()
    with time_machine.travel(clock.now() + HOUR, tick=False):
        _sweep()
        services.try_again(activity_id)
    assert _attempts() == 1


def test_one_that_fails_holds_up_no_other(board, is_broken):
    reader = make_account()
    board.told_to(reader.id)
    is_broken.append(Killed)
    _post(board, Killed)
    with time_machine.travel(clock.now() + HOUR, tick=False):
        _sweep()
        is_broken.clear()
        board.post(2)
        assert len(rows_of(reader.id)) == 1


def test_what_changes_again_begins_anew(board, is_broken):
    board.told_to(make_account().id)
    is_broken.append(Killed)
    _post(board, Killed)
    with time_machine.travel(clock.now() + HOUR, tick=False):
        _sweep()
        assert _attempts() == 1
        with atomic():
            emit(SubjectRemoved(ref=SubjectRef("tests.note", 1)))
    assert _attempts() == 0


def test_a_clock_put_back_by_an_hour_delays_no_sweep(board, is_broken):
    reader = make_account()
    board.told_to(reader.id)
    is_broken.append(Killed)
    with time_machine.travel(clock.now(), tick=False) as traveller:
        _post(board, Killed)
        is_broken.clear()
        traveller.shift(-HOUR)
        _sweep()
        assert len(rows_of(reader.id)) == 1
