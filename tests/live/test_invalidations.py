"""What a process must not miss of the others, it does not miss: whatever becomes of a message."""

from contextlib import suppress
from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from app.core import clock
from app.core.db import db
from app.core.transaction import atomic
from app.core.viewer import Right
from app.live import services
from app.live.models import Invalidation
from app.live.nodes import invalidations
from app.live.nodes.invalidations import Invalidations
from app.threads.services import moderation
from app.web.visitor_cache import CACHE, VisitorCache
from tests.factories import make_account, seen_by
from tests.factories.forum import make_thread
from tests.factories.groups import make_group, make_membership


def _rows() -> list[tuple[str, str]]:
    return [(row.kind, row.data) for row in db.session.scalars(sa.select(Invalidation))]


class Heard:
    """What was done, and how often everything was forgotten."""

    def __init__(self) -> None:
        """Hear of one kind."""
        self.tags: list[list[str]] = []
        self.forgotten = 0
        self.known = Invalidations()
        self.known.on("pages.forget", self.tags.append)

    def catch_up(self) -> None:
        """Look for what was missed."""
        self.known.catch_up(self._forget)

    def _forget(self) -> None:
        self.forgotten += 1


@pytest.fixture
def heard() -> Heard:
    """Return another process, which hears no message."""
    heard = Heard()
    heard.known.begin()
    return heard


def _add(number: int, tag: str) -> None:
    with atomic() as session:
        row = Invalidation(id=number, kind="pages.forget", data=f'["{tag}"]', made_at=clock.now())
        session.add(row)


def test_what_was_not_heard_of_is_done_once(heard):
    services.forget_pages("a", "b")
    heard.catch_up()
    heard.catch_up()
    assert heard.tags == [["a", "b"]]
    assert heard.forgotten == 0


def test_what_was_heard_of_is_not_done_again(heard):
    services.forget_pages("a")
    number = db.session.scalar(sa.select(Invalidation.id))
    for _each in range(2):
        heard.known.hear({"id": number, "kind": "pages.forget", "data": ["a"]})
        heard.catch_up()
    assert heard.tags == [["a"]]


def test_a_row_whose_transaction_was_open_longer_is_seen_all_the_same(heard):
    _add(10**6 + 2, "later")
    heard.catch_up()
    _add(10**6 + 1, "sooner")
    heard.catch_up()
    assert heard.tags == [["later"], ["sooner"]]


def test_when_too_much_was_missed_everything_is_forgotten(heard, monkeypatch):
    monkeypatch.setattr(invalidations, "MOST_AT_ONCE", 2)
    for tag in "abc":
        services.forget_pages(tag)
    heard.catch_up()
    heard.catch_up()
    assert (heard.tags, heard.forgotten) == ([], 1)


def test_a_process_that_slept_longer_than_rows_are_kept_forgets_everything(heard):
    with time_machine.travel(clock.now() + timedelta(hours=3), tick=False):
        invalidations.purge()
        heard.catch_up()
    assert heard.forgotten == 1


def test_rows_that_everybody_has_seen_are_thrown_away():
    services.forget_pages("a")
    invalidations.purge()
    assert len(_rows()) == 1
    with time_machine.travel(clock.now() + timedelta(hours=3), tick=False):
        invalidations.purge()
    assert _rows() == []


def test_it_is_recorded_once_in_a_transaction_and_not_without_it(app):
    cache: VisitorCache = app.extensions[CACHE]
    before = cache.generation
    with suppress(ZeroDivisionError), atomic():
        services.forget_pages("a")
        raise ZeroDivisionError
    assert (_rows(), cache.generation) == ([], before)
    with atomic():
        services.forget_pages("a")
        services.forget_pages("a")
        assert cache.generation == before  # whoever comes now still finds the older rows
    assert _rows() == [("pages.forget", '["a"]')]
    assert cache.generation == before + 1


def test_a_move_is_recorded_with_what_it_changes():
    mover = make_account(rights=(Right.CONTENT_MODERATE,))
    thread_id, there = make_thread(), make_group(visibility="members")
    make_membership(group=there, account=mover)
    with atomic() as session:
        session.execute(sa.delete(Invalidation))
    moderation.move(seen_by(mover), thread_id, there.id)
    assert {kind for kind, _data in _rows()} == {
        "fragments.forget_all",
        "pages.forget",
        "recheck.topic",
    }
