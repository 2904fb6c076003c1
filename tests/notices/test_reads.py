"""Reading: here and everywhere, and the count is never wrong."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine
from sqlalchemy.orm import Session

from app.accounts.events import AccountClosed
from app.core import clock
from app.core.db import Base, db
from app.core.errors import SignInNeeded
from app.core.subjects import SubjectRef
from app.core.transaction import atomic, emit
from app.core.viewer import GUEST
from app.live import services as live
from app.notices import queries, services
from app.notices.models import Activity, Inbox, Notice, NoticeSettings
from tests.factories.accounts import make_account, seen_by
from tests.factories.notices import BOARD, LONG_AGO, box_of, rows_of


@pytest.fixture
def sent(monkeypatch) -> list[tuple[str, object]]:
    """Return what is pushed to people."""
    pushed: list[tuple[str, object]] = []
    monkeypatch.setattr(
        live,
        "push_personal",
        lambda event, messages, **_how: pushed.extend((event, one) for one in messages),
    )
    return pushed


def _unread(account_id: int) -> list[int]:
    return [row.seq for row in rows_of(account_id) if row.read_at is None]


def _with_five(board):
    reader = make_account()
    board.told_to(reader.id)
    for number in range(1, 6):
        board.post(number)
    return reader


def test_up_to_a_number_about_a_subject_one_or_all(board):
    reader = _with_five(board)
    assert services.mark_read(seen_by(reader), upto=2) == 3
    assert services.mark_read(seen_by(reader), container=SubjectRef("tests.note", 4)) == 2
    assert services.mark_read(seen_by(reader), bundle=3) == 1
    assert _unread(reader.id) == [5]
    assert services.mark_read(seen_by(reader), container=SubjectRef("tests.board", 2)) == 1
    assert services.mark_read(seen_by(reader), container=BOARD) == 0
    assert box_of(reader.id) == (5, 0)


def test_everything_at_once(board):
    reader = _with_five(board)
    assert services.mark_read(seen_by(reader)) == 0
    assert _unread(reader.id) == []


def test_nobody_reads_in_another_name(board):
    reader, stranger = _with_five(board), make_account()
    assert services.mark_read(seen_by(stranger), bundle=1) == 0
    services.mark_read(seen_by(stranger))
    assert len(_unread(reader.id)) == 5
    with pytest.raises(SignInNeeded):
        services.mark_read(GUEST)


def test_what_was_read_is_cleared_on_every_device(board, sent):
    reader = _with_five(board)
    sent.clear()
    services.mark_read(seen_by(reader), container=SubjectRef("tests.note", 2))
    services.mark_read(seen_by(reader), upto=3)
    read = [message for event, message in sent if event == "notices.read"]
    assert [(one.unread, one.payload["upto"]) for one in read] == [(4, 0), (2, 3)]
    assert read[0].payload["ids"] == [2]
    assert read[0].as_of < read[1].as_of


def test_a_thread_without_notices_is_read_without_writing(board, queries):
    reader = seen_by(_with_five(board))
    with queries(at_most=2):
        services.mark_read(reader, container=SubjectRef("tests.board", 9))


def test_the_count_agrees_after_anything(board):
    reader, viewer = _with_five(board), None
    viewer = seen_by(reader)
    services.mark_read(viewer, upto=2)
    services.withdraw(SubjectRef("tests.note", 2))
    services.withdraw(SubjectRef("tests.note", 3))
    board.post(6)
    services.restore(SubjectRef("tests.note", 3), since=LONG_AGO)
    services.withdraw(SubjectRef("tests.note", 4))
    assert box_of(reader.id) == (6, 3)
    assert services.recount_all() == 0
    with atomic() as session:
        session.execute(sa.update(Inbox).values(unread_count=77))
    assert services.recount_all() == 1
    assert box_of(reader.id) == (6, 3)


def test_what_is_older_than_ninety_days_goes_with_its_count(board):
    reader = _with_five(board)
    with time_machine.travel(clock.now() + timedelta(days=45), tick=False):
        board.post(6)
    with time_machine.travel(clock.now() + timedelta(days=91), tick=False):
        services.purge()
    assert [row.seq for row in rows_of(reader.id)] == [6]
    assert box_of(reader.id) == (6, 1)
    assert _count(Activity) == 1


def test_no_number_of_an_activity_is_given_twice(board):
    reader = _with_five(board)
    last = queries.last_activity_id()
    with time_machine.travel(clock.now() + timedelta(days=91), tick=False):
        services.purge()
        assert (rows_of(reader.id), box_of(reader.id)) == ([], (5, 0))
        board.post(6)
    assert queries.last_activity_id() > last


def test_whoever_closes_their_account_leaves_nothing_behind(board):
    reader, other = _with_five(board), make_account()
    board.told_to(reader.id, other.id)
    board.post(6)
    services.choose_level(seen_by(reader), "nothing")
    with atomic():
        emit(AccountClosed(account_id=reader.id))
    assert rows_of(reader.id) == []
    assert [_count(table) for table in (Notice, Inbox, NoticeSettings)] == [1, 1, 0]


def test_what_was_missed_is_told_in_order_without_what_was_withdrawn(board):
    reader = _with_five(board)
    services.withdraw(SubjectRef("tests.note", 3))
    lines, inbox, last_seq = queries.notices_after(reader.id, 1, 200)
    assert [line.seq for line in lines] == [2, 4, 5]
    assert (inbox.unread, last_seq) == (4, 5)
    assert queries.notices_after(reader.id, None, 200)[0] == ()
    assert queries.notices_after(make_account().id, 0, 200)[2] == 0


def test_a_subject_one_may_no_longer_see_is_not_named(board):
    reader = _with_five(board)
    board.hidden_from.add(reader.id)
    lines, _box, _last = queries.notices_after(reader.id, 0, 200)
    assert {line.url for line in lines} == {"/notifications"}
    assert not [line for line in lines if "Note" in line.text]


def test_a_page_costs_the_same_with_few_and_with_many(board, queries):
    reader = make_account()
    board.told_to(reader.id)
    viewer = seen_by(reader)
    for count in (2, 30):
        for number in range(count):
            board.post(number, actor_id=make_account().id)
        db.session.close()
        with queries(at_most=2):
            assert len(_page(viewer)) >= count


def _page(viewer):
    return queries.notice_page(viewer).items


def _count(table: type[Base]) -> int:
    session: Session = db.session()
    session.close()
    return session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
