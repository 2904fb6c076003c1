"""The badge is the number of unread lines, after any acts, in every tab."""

import random
from collections.abc import Callable

import hypothesis.strategies as st
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings

from app.core.db import db
from app.core.subjects import SubjectRef
from app.core.transaction import atomic
from app.live import services as live
from app.live.shapes import Personal
from app.notices import queries, services
from app.notices.models import Activity
from app.notices.queries import Show
from tests.factories.accounts import make_account, seen_by
from tests.factories.notices import BOARD, LONG_AGO, Board, box_of

ACTS = 200
KINDS = ("tests.posted", "tests.said", "tests.said", "tests.seen", "tests.decided", "tests.liked")


class Tab:
    """A tab of the reader: it knows only what was sent to it."""

    def __init__(self) -> None:
        """Open it, before anything was told."""
        self.unread = 0
        self.as_of = -1

    def hear(self, message: Personal) -> None:
        """Show the newest count."""
        if message.as_of >= self.as_of:
            self.as_of, self.unread = message.as_of, message.unread


class Life:
    """What can happen to somebody who reads a board."""

    def __init__(self, board: Board, lots: random.Random) -> None:
        """Begin with one reader and three people who write."""
        self.board, self.lots = board, lots
        self.reader = make_account()
        self.writers = [make_account() for _ in range(3)]
        self.viewer = seen_by(self.reader)
        self.posted = 0
        services.choose_level(self.viewer, "everything")
        with atomic() as session:
            elsewhere = {"subject_kind": "tests.gone", "container_kind": None}
            session.execute(sa.update(Activity).values(elsewhere))  # an earlier life left it here

    def post(self) -> None:
        """Somebody writes a note, of which the reader may be told."""
        self.posted += 1
        kind = self.lots.choice(KINDS)
        self.board.told_to(*([self.reader.id] if self.lots.random() < 0.8 else []))
        concerns = {self.reader.id: kind} if kind == "tests.liked" else None
        self.board.post(self._some(), kind=kind, actor_id=self._writer(), concerns=concerns)

    def withdraw(self) -> None:
        """A note is hidden, or now and then all of them."""
        services.withdraw(self._note() if self.lots.random() < 0.9 else BOARD)

    def restore(self) -> None:
        """A note comes back, or all of them."""
        self.board.told_to(self.reader.id)
        services.restore(self._note() if self.lots.random() < 0.9 else BOARD, since=LONG_AGO)

    def read_note(self) -> None:
        """The reader opens one note."""
        services.mark_read(self.viewer, container=self._note())

    def read_bundle(self) -> None:
        """The reader marks one line read."""
        services.mark_read(self.viewer, bundle=self._some())

    def read_upto(self) -> None:
        """A tab marks read what it shows."""
        services.mark_read(self.viewer, upto=self._some())

    def read_all(self) -> None:
        """The reader marks everything read."""
        services.mark_read(self.viewer, container=BOARD if self.lots.random() < 0.5 else None)

    def sweep_twice(self) -> None:
        """Jobs run again."""
        services.sweep()
        services.recount_all()

    def _some(self) -> int:
        return self.lots.randint(1, max(self.posted, 1))

    def _note(self) -> SubjectRef:
        return SubjectRef("tests.note", self._some())

    def _writer(self) -> int:
        return self.lots.choice(self.writers).id


def _unread_lines(life: Life) -> int:
    """Count what the page shows as unread, page after page."""
    db.session.close()
    count, cursor = 0, None
    while True:
        page = queries.notice_page(life.viewer, show=Show.UNREAD, cursor=cursor)
        count += len(page.items)
        assert not any(line.is_read for line in page.items)
        if page.next_cursor is None:
            return count
        cursor = page.next_cursor


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lots=st.randoms(use_true_random=False))
@pytest.mark.usefixtures("app")
@pytest.mark.slow
def test_the_badge_is_right_after_any_two_hundred_acts(
    board: Board, monkeypatch: pytest.MonkeyPatch, lots: random.Random
) -> None:
    life, tabs = Life(board, lots), [Tab(), Tab()]

    def pushed(_event: str, messages: list[Personal], **_how: object) -> None:
        for message in messages:
            for tab in tabs:
                tab.hear(message)

    acts: list[Callable[[], None]] = [life.post] * 5
    acts += [life.withdraw, life.restore, life.read_note, life.read_bundle]
    acts += [life.read_upto, life.read_all, life.sweep_twice]
    with monkeypatch.context() as patch:
        patch.setattr(live, "push_personal", pushed)
        life.board.told_to(life.reader.id)
        life.board.post(1, actor_id=life.writers[0].id)
        for number in range(ACTS):
            act = lots.choice(acts)
            act()
            assert [tab.unread for tab in tabs] == [box_of(life.reader.id)[1]] * 2, act.__name__
            if number % 20 == 0 or number == ACTS - 1:
                unread = _unread_lines(life)
                assert box_of(life.reader.id)[1] == unread, act.__name__
                assert [tab.unread for tab in tabs] == [unread, unread], act.__name__
