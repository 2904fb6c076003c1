"""The transaction: together or not at all, and told afterwards."""

import logging

import pytest
import sqlalchemy as sa

from app.accounts.models import Account, Block
from app.core import clock
from app.core.db import db
from app.core.transaction import after_commit, atomic, gather


def _count() -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(Account)) or 0


def _add(handle: str) -> Account:
    return Account(handle=handle, display_name="Léa", created_at=clock.now())


def _add_and_fail() -> None:
    with atomic() as session:
        session.add(_add("lea"))
        session.flush()
        raise ZeroDivisionError


def _add_inside_and_fail() -> None:
    with atomic():
        with atomic() as session:
            session.add(_add("lea"))
        raise ZeroDivisionError


def test_an_error_inside_undoes_all_of_it():
    with pytest.raises(ZeroDivisionError):
        _add_and_fail()
    assert _count() == 0


def test_an_inner_transaction_joins_the_outer_one():
    with pytest.raises(ZeroDivisionError):
        _add_inside_and_fail()
    assert _count() == 0


def test_what_is_put_off_happens_after_the_commit_and_only_then():
    seen: list[int] = []
    with atomic() as session:
        session.add(_add("lea"))
        after_commit(lambda: seen.append(_count()))
        assert seen == []
    assert seen == [1]


def test_what_was_gathered_is_seen_to_once_at_the_end():
    seen: list[set[str]] = []
    with atomic():
        gather("tests", ["a", "b"], seen.append)
        gather("tests", ["b", "c"], seen.append)
        assert not seen
    assert seen == [{"a", "b", "c"}]


def test_what_was_gathered_in_what_came_to_nothing_is_not_seen_to():
    seen: list[set[str]] = []

    def gather_and_fail() -> None:
        with atomic():
            gather("tests", ["a"], seen.append)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        gather_and_fail()
    assert not seen


def test_one_who_cannot_be_told_keeps_neither_the_rows_nor_the_others_from_it(caplog):
    heard: list[str] = []

    def stumble() -> None:
        raise ZeroDivisionError

    with caplog.at_level(logging.ERROR), atomic() as session:
        session.add(_add("lea"))
        after_commit(stumble)
        after_commit(lambda: heard.append("told"))
    assert _count() == 1
    assert heard == ["told"]
    assert "A listener failed after the commit." in caplog.text


def _add_an_orphan(told: list[str]) -> None:
    """Write a row that only COMMIT refuses: what it points at is looked for no sooner."""
    with atomic() as session:
        session.execute(sa.text("PRAGMA defer_foreign_keys = ON"))
        session.add(_add("lea"))
        now = clock.now()
        session.add(Block(account_id=4711, blocked_id=4712, created_at=now))
        after_commit(lambda: told.append("told"))


def test_an_error_at_commit_is_raised_and_nobody_is_told_of_what_is_not_there():
    told: list[str] = []
    with pytest.raises(sa.exc.IntegrityError):
        _add_an_orphan(told)
    assert told == []
    assert _count() == 0
    with atomic() as session:
        session.add(_add("zoe"))
    assert _count() == 1, "the next one is not held up"
