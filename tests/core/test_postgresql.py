"""Connections to PostgreSQL: reading without transactions, writing within one, none forgotten."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from app import create_app
from app.accounts.models import Account
from app.core import clock
from app.core import db as database
from app.core.db import Base, db, execute
from app.core.transaction import after_commit, atomic
from config import Config

pytestmark = pytest.mark.no_app
_COUNT = sa.select(sa.func.count()).select_from(Account)
_SERVER = sa.select(sa.func.pg_backend_pid())


@pytest.fixture
def on_postgres(postgres_url: str, tmp_path: Path) -> Iterator[None]:
    """Run a test in an application on PostgreSQL."""
    app = create_app(Config(data_dir=tmp_path, database_url=postgres_url, secret_key="x" * 40))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        yield
        db.session.remove()
        Base.metadata.drop_all(db.engine)
        db.engine.dispose()


def _is_alone() -> bool:
    """Tell whether each statement of the session stands by itself."""
    raw = db.session().connection().connection.driver_connection
    assert raw is not None
    return bool(raw.autocommit)


@pytest.mark.usefixtures("on_postgres")
def test_reading_opens_no_transaction_and_writing_one_that_can_be_undone():
    assert _is_alone()
    with atomic() as session:
        assert not _is_alone()
        session.add(Account(handle="lea", display_name="Léa", created_at=clock.now()))
        assert execute(_COUNT).scalar_one() == 1
        session.rollback()
    assert _is_alone()
    assert execute(_COUNT).scalar_one() == 0


@pytest.mark.usefixtures("on_postgres")
def test_a_connection_that_was_lost_while_it_rested_is_replaced(monkeypatch):
    lost = execute(_SERVER).scalar_one()
    db.session.remove()
    other = sa.create_engine(db.engine.url)
    with other.connect() as connection:
        connection.execute(sa.select(sa.func.pg_terminate_backend(lost)))
    other.dispose()
    monkeypatch.setattr(database, "RESTED_SECONDS", -1.0)
    assert execute(_SERVER).scalar_one() != lost


def _write_and_lose_the_connection(told: list[str]) -> None:
    """Write a row, and have PostgreSQL hang up before the commit."""
    with atomic() as session:
        session.add(Account(handle="lea", display_name="Léa", created_at=clock.now()))
        session.flush()
        after_commit(lambda: told.append("told"))
        lost = session.execute(_SERVER).scalar_one()
        other = sa.create_engine(db.engine.url)
        with other.connect() as connection:
            connection.execute(sa.select(sa.func.pg_terminate_backend(lost)))
        other.dispose()


@pytest.mark.usefixtures("on_postgres")
def test_a_connection_that_is_lost_before_the_commit_is_an_error_and_tells_nobody():
    told: list[str] = []
    with pytest.raises(sa.exc.OperationalError):
        _write_and_lose_the_connection(told)
    assert told == []
    db.session.remove()
    assert execute(_COUNT).scalar_one() == 0
