"""Rows added or locked in one statement: what PostgreSQL keeps for us, and leaves as it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core.db import add_or_lock, db
from app.core.transaction import atomic
from app.notices.models import Inbox
from tests.conftest import statements
from tests.factories.accounts import make_account
from tests.postgres import app_on_postgres


@pytest.fixture
def on_postgres(postgres_url: str, tmp_path: Path) -> Iterator[None]:
    """Run the test inside an application on PostgreSQL."""
    with app_on_postgres(postgres_url, tmp_path):
        yield


def _add_or_lock(*account_ids: int) -> None:
    add_or_lock(db.session(), Inbox, [{"account_id": one} for one in account_ids])


def _numbers() -> dict[int, int]:
    db.session.close()
    rows = db.session.execute(sa.select(Inbox.account_id, Inbox.last_seq))
    return {row.account_id: row.last_seq for row in rows}


def test_what_is_there_stays_as_it_is_and_what_is_not_is_added():
    known, new = make_account(), make_account()
    with atomic() as session:
        session.add(Inbox(account_id=known.id, last_seq=7))
    with statements() as sent, atomic():
        _add_or_lock(known.id, new.id)
    assert len(sent) == 1
    assert _numbers() == {known.id: 7, new.id: 0}


@pytest.mark.no_app
@pytest.mark.usefixtures("on_postgres")
def test_what_is_there_is_locked_until_the_transaction_ends():
    account = make_account()
    with atomic() as session:
        session.add(Inbox(account_id=account.id, last_seq=7))
    asked = sa.select(Inbox.last_seq).where(Inbox.account_id == account.id)
    with atomic():
        _add_or_lock(account.id)
        with db.engine.connect() as other, pytest.raises(sa.exc.OperationalError):
            other.execute(asked.with_for_update(nowait=True))
    with db.engine.connect() as other:
        assert other.execute(asked.with_for_update(nowait=True)).scalar_one() == 7


def test_nothing_to_lock_asks_nothing(queries):
    with atomic() as session, queries(at_most=0):
        add_or_lock(session, Inbox, [])
