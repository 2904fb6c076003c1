"""Whose text is rendered next."""

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.text.rendering.renderer import (
    _in_turn,  # the door without limits, which need an application
)
from app.text.rendering.scheduler import AlreadyInWork, Priority, Scheduler
from tests.text.hostile import HOSTILE

pytestmark = pytest.mark.no_app

PUBLISH, PREVIEW, MAINTENANCE = Priority


def wait_until_waiting(scheduler: Scheduler, count: int) -> None:
    """Wait for other threads to wait, a few seconds at the most."""
    deadline = time.monotonic() + 10
    while scheduler.waiting_count != count:
        assert time.monotonic() < deadline
        time.sleep(0.002)


def served(asked: Sequence[tuple[Priority, int | None]]) -> list[tuple[Priority, int | None]]:
    """Return in which order texts that were asked for one after the other have their turn."""
    scheduler, order, threads = Scheduler(), [], []

    def take(priority: Priority, account_id: int | None) -> None:
        with scheduler.turn(priority, account_id, patience_seconds=10) as is_next:
            assert is_next
            order.append((priority, account_id))

    with scheduler.turn(MAINTENANCE, None, patience_seconds=1):
        for count, one in enumerate(asked, start=1):
            threads.append(threading.Thread(target=take, args=one))
            threads[-1].start()
            wait_until_waiting(scheduler, count)
    for thread in threads:
        thread.join()
    return order


def test_publishing_goes_before_looking_and_both_before_the_work_of_the_site() -> None:
    asked = [(MAINTENANCE, None), (PREVIEW, 1), (PREVIEW, 2), (PUBLISH, 3), (PUBLISH, 4)]
    assert served(asked) == [
        (PUBLISH, 3),
        (PUBLISH, 4),
        (PREVIEW, 1),
        (PREVIEW, 2),
        (MAINTENANCE, None),
    ]


def test_who_sends_many_texts_waits_behind_the_first_of_everybody_else() -> None:
    asked = [(PUBLISH, 1), (PUBLISH, 1), (PUBLISH, 1), (PUBLISH, 2), (PUBLISH, 3)]
    assert [account for _priority, account in served(asked)] == [1, 2, 3, 1, 1]


def test_one_preview_for_each_account_is_in_work() -> None:
    scheduler = Scheduler()
    with scheduler.turn(PREVIEW, 1, patience_seconds=1) as is_next:
        assert is_next
        with (
            pytest.raises(AlreadyInWork),
            scheduler.turn(PREVIEW, 1, patience_seconds=0),
        ):
            pass
        with scheduler.turn(PREVIEW, 2, patience_seconds=0) as is_other_next:
            assert not is_other_next
    with scheduler.turn(PREVIEW, 1, patience_seconds=0) as is_next:
        assert is_next


def test_who_gave_up_waiting_holds_nobody_up() -> None:
    scheduler = Scheduler()
    turns = [scheduler.turn(PUBLISH, account_id, patience_seconds=0) for account_id in (1, 2)]
    with turns[0] as first, turns[1] as second:
        assert (first, second) == (True, False)
    with scheduler.turn(PREVIEW, 3, patience_seconds=0) as third:
        assert third


def test_six_texts_are_published_formatted_under_a_flood_of_twelve_previewers() -> None:
    is_over = threading.Event()

    def look(account_id: int) -> None:
        while not is_over.is_set():
            _in_turn(PREVIEW, account_id)(HOSTILE["brackets"], ())

    with ThreadPoolExecutor(12) as pool:
        for account_id in range(1, 13):
            pool.submit(look, account_id)
        try:
            html = [_in_turn(PUBLISH, 100 + n)("**a**", ()) for n in range(6)]
        finally:
            is_over.set()
    assert html == ["<p><strong>a</strong></p>"] * 6
