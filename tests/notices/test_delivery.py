"""Telling: those concerned, once, in their order, whatever happens to the job."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from app.accounts.models import Block
from app.core import clock
from app.core.db import db
from app.core.events import SubjectRemoved
from app.core.subjects import SubjectRef
from app.core.transaction import atomic, emit
from app.notices import services
from app.notices.enums import Rule, ThreadState
from app.notices.inboxes.inboxes import lock_inboxes
from app.notices.models import Activity, Notice
from app.notices.services import delivery
from app.notices.shapes import Candidate
from tests.factories.accounts import make_account, seen_by
from tests.factories.notices import BOARD, LONG_AGO, box_of, rows_of

NOTE = SubjectRef("tests.note", 1)


def _told() -> set[int]:
    db.session.close()  # a job may have written since this session looked first
    return set(db.session.scalars(sa.select(Notice.account_id)))


def _undone() -> list[int]:
    db.session.close()  # as above
    wanted = sa.select(Activity.id).where(Activity.fanned_out_at.is_(None))
    return list(db.session.scalars(wanted))


def test_each_person_has_numbers_without_a_gap(board):
    first, second, author = make_account(), make_account(), make_account()
    board.told_to(first.id, second.id)
    board.post(1, actor_id=author.id)
    board.told_to(first.id)
    board.post(2, actor_id=author.id)
    assert [row.seq for row in rows_of(first.id)] == [1, 2]
    assert [row.seq for row in rows_of(second.id)] == [1]
    assert box_of(first.id) == (2, 2)
    assert _undone() == []


def test_the_actor_the_blocked_and_the_blind_are_not_told(board):
    actor, blocker, blocked, blind, told = (make_account() for _ in range(5))
    with atomic() as session:
        now = clock.now()
        session.add(Block(account_id=blocker.id, blocked_id=actor.id, created_at=now))
        session.add(Block(account_id=actor.id, blocked_id=blocked.id, created_at=now))
    board.told_to(actor.id, blocker.id, blocked.id, told.id)
    board.candidates.append(Candidate(account_id=blind.id, may_see=False))
    board.post(actor_id=actor.id, kind="tests.decided")
    assert _told() == {told.id}


def test_whoever_closed_their_account_is_not_told_and_stops_nobody_else(board):
    gone, told = make_account(), make_account()
    with atomic() as session:
        session.merge(gone).closed_at = clock.now()
    board.told_to(gone.id, told.id, 999_999)
    board.post()
    assert _told() == {told.id}


def test_the_owner_of_the_thread_says_who_muted_it(board):
    muter, follower, other = (make_account() for _ in range(3))
    board.told_to(muter.id, follower.id, other.id)
    board.states = {muter.id: ThreadState.MUTE, follower.id: ThreadState.FOLLOW}
    board.post(kind="tests.seen")
    assert _told() == {follower.id}
    assert rows_of(follower.id)[0].rule == Rule.FOLLOWED


def test_a_kind_that_was_switched_off_is_not_told(board):
    quiet, other = make_account(), make_account()
    services.switch_kind(seen_by(quiet), "tests.posted", is_on=False)
    board.told_to(quiet.id, other.id)
    board.post()
    assert _told() == {other.id}
    services.switch_kind(seen_by(quiet), "tests.posted", is_on=True)
    board.post(2)
    assert len(rows_of(quiet.id)) == 1


def test_somebody_who_is_a_candidate_twice_is_told_once_as_the_most_concerned(board):
    reader = make_account()
    board.told_to(reader.id)
    board.post(kind="tests.seen", concerns={reader.id: "tests.posted"})
    assert [(row.kind, row.rule) for row in rows_of(reader.id)] == [("tests.posted", Rule.DIRECT)]


def test_a_job_that_runs_twice_tells_once(board):
    reader = make_account()
    board.told_to(reader.id)
    board.post()
    with atomic() as session:
        session.execute(sa.update(Activity).values(fanned_out_at=None))
    services.fan_out(db.session.scalars(sa.select(Activity.id)).one())
    assert [row.seq for row in rows_of(reader.id)] == [1]
    assert _undone() == []


def test_what_happens_once_is_told_once(board):
    reader, actor = make_account(), make_account()
    board.told_to(reader.id)
    for _each in range(3):
        board.post(actor_id=actor.id, once=True)
    board.post(actor_id=make_account().id, once=True)
    assert len(rows_of(reader.id)) == 2
    for _each in range(3):
        board.post(actor_id=actor.id, once=True, occasion="2027")
    assert len(rows_of(reader.id)) == 3, "on another occasion it is told again"


@pytest.mark.parametrize("killed_after", [0, 1, 2, 3])
def test_a_job_killed_anywhere_is_finished_by_the_sweep(board, monkeypatch, killed_after):
    monkeypatch.setattr(delivery, "BATCH", 2)
    readers = [make_account() for _ in range(7)]
    board.told_to(*(reader.id for reader in readers))
    done: list[int] = []

    def killed(session, account_ids):
        if len(done) == killed_after:
            raise KeyboardInterrupt
        done.append(1)
        lock_inboxes(session, account_ids)

    monkeypatch.setattr(delivery, "lock_inboxes", killed)
    board.post()
    monkeypatch.setattr(delivery, "lock_inboxes", lock_inboxes)
    assert len(_told()) == 2 * killed_after
    services.sweep()
    assert _undone() != [], "its own job still has a few seconds"
    with time_machine.travel(clock.now() + timedelta(seconds=6), tick=False):
        services.sweep()
    assert [[row.seq for row in rows_of(reader.id)] for reader in readers] == [[1]] * 7
    assert _undone() == []


def test_a_notice_goes_with_its_subject_and_comes_back_with_it(board):
    reader = make_account()
    board.told_to(reader.id)
    board.post(1)
    board.post(2)
    with atomic():
        emit(SubjectRemoved(ref=NOTE))
    assert [row.withdrawn_at is None for row in rows_of(reader.id)] == [False, True]
    assert box_of(reader.id) == (2, 1)
    services.restore(NOTE, since=LONG_AGO)
    assert [row.withdrawn_at for row in rows_of(reader.id)] == [None, None]
    assert box_of(reader.id) == (2, 2)


def test_everything_in_a_container_goes_with_it(board):
    readers = [make_account() for _ in range(3)]
    board.told_to(*(reader.id for reader in readers))
    for number in range(1, 26):
        board.post(number)
    services.mark_read(seen_by(readers[0]), upto=10)
    services.withdraw(BOARD)
    assert [box_of(reader.id) for reader in readers] == [(25, 0)] * 3


def test_what_comes_back_does_so_only_for_those_who_may_still_see_it(board):
    staying, leaving = make_account(), make_account()
    board.told_to(staying.id, leaving.id)
    board.post()
    services.withdraw(NOTE)
    board.told_to(staying.id)
    services.restore(NOTE, since=LONG_AGO)
    assert box_of(staying.id) == (1, 1)
    assert box_of(leaving.id) == (1, 0)


def test_telling_a_thousand_costs_a_handful_of_statements(board, queries):
    with atomic() as session:
        session.expunge_all()
    ids = [make_account().id for _ in range(40)]
    costs = []
    for audience in (ids[:2], ids):
        board.told_to(*audience)
        with queries(at_most=40) as sent:
            board.post(len(audience))
        costs.append(len(sent))
    assert costs[0] == costs[1]
