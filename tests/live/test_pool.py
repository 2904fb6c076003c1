"""Nobody holds one connection to the database and waits for another."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from app.core.db import db
from app.live.subscriptions import handlers
from tests.factories.accounts import make_account


@pytest.fixture
def at_once() -> Iterator[list[int]]:
    """Return how many connections were out of the pool at each moment of the test."""
    db.session.close()
    counts = [0]

    def out(*_event: object) -> None:
        counts.append(counts[-1] + 1)

    def back(*_event: object) -> None:
        counts.append(counts[-1] - 1)

    sa.event.listen(db.engine, "checkout", out)
    sa.event.listen(db.engine, "checkin", back)
    yield counts
    sa.event.remove(db.engine, "checkout", out)
    sa.event.remove(db.engine, "checkin", back)


def test_who_comes_in_while_others_are_sent_away_needs_one_at_a_time(
    socket_for, place, monkeypatch, at_once
):
    member = make_account()
    make_room = handlers._make_room  # noqa: SLF001 - called between the two questions

    def make_room_meanwhile(where, account_id):
        where.revocations += 1
        make_room(where, account_id)

    monkeypatch.setattr(handlers, "_make_room", make_room_meanwhile)
    db.session.close()
    at_once[:] = [0]
    socket = socket_for(member, watching=place.topic)
    assert socket.is_connected()
    assert len(at_once) > 4, "it was asked twice who they are"
    assert max(at_once) == 1
