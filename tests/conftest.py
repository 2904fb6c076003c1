"""What every test stands on: an application with a real database, clients, and house rules."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from app.accounts.models import Account
from app.core.db import Base, db
from app.core.limits import LIMITS, Counters
from app.core.schema import alembic_config
from app.web.fragments import forget_fragments
from app.web.visitor_cache import forget_pages
from config import Config
from tests.factories.accounts import make_session

pytest_plugins = ("tests.sampling", "tests.servers", "tests.sharing", "tests.sockets")

_WRITE = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)
ClientFor = Callable[[Account | None], FlaskClient]
Queries = Callable[..., AbstractContextManager[list[str]]]


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Return an application on a fresh SQLite database, its jobs run on the spot."""
    folder: Path = tmp_path_factory.mktemp("data")
    config = Config(
        data_dir=folder,
        database_url=f"sqlite:///{folder / 'test.sqlite'}",
        secret_key="for tests only, and long enough for it",
        has_limits=False,
        are_jobs_immediate=True,
    )
    app = create_app(config)
    app.testing = True
    with app.app_context():
        # Tests outlive no power cut, and would wait for the disk thousands of times.
        sa.event.listen(
            db.engine, "connect", lambda line, _: line.execute("PRAGMA synchronous=OFF")
        )
        Base.metadata.create_all(db.engine)
        command.stamp(alembic_config(), "head")
    return app


@pytest.fixture(autouse=True)
def _clean_house(request: pytest.FixtureRequest) -> Iterator[None]:
    """Run each test in a context of the application and wipe all rows after it."""
    if "no_app" in request.keywords:
        yield
        return
    app: Flask = request.getfixturevalue("app")
    with app.app_context():
        yield
        db.session.remove()
        _wipe()
        forget_fragments()
        forget_pages(None)


@pytest.fixture
def client_for(app: Flask) -> ClientFor:
    """Return a maker of browsers: signed in as somebody, or a visitor's for `None`."""

    def make(account: Account | None) -> FlaskClient:
        client = app.test_client()
        if account is not None:
            with client.session_transaction() as cookie:
                cookie["_user_id"] = make_session(account)
                cookie["_fresh"] = True
        return client

    return make


@pytest.fixture
def queries() -> Queries:
    """Return a ceiling on statements: `with queries(at_most=8): …`."""

    @contextmanager
    def ceiling(*, at_most: int) -> Iterator[list[str]]:
        with statements() as sent:
            yield sent
        assert len(sent) <= at_most, f"{len(sent)} statements:\n" + "\n".join(sent)

    return ceiling


@pytest.fixture
def with_limits(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let limits hold in this test, counted from nothing."""
    monkeypatch.setitem(app.extensions, LIMITS, Counters())


@pytest.fixture(autouse=True)
def _get_never_writes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold every test to the promise that reading changes nothing."""
    if "no_app" in request.keywords:
        return
    ask_here = FlaskClient.open

    def ask(self: FlaskClient, *args: object, **kwargs: object) -> object:
        # As under a server: without its own context a request would find the last one's viewer
        # in `g`; and what the test itself has read so far must not hide what the request writes.
        db.session.close()
        with self.application.app_context():
            return ask_here(self, *args, **kwargs)  # type: ignore[arg-type] # passed on as it came

    def watched(self: FlaskClient, *args: object, **kwargs: object) -> object:
        if kwargs.get("method", "GET") != "GET":
            return ask(self, *args, **kwargs)
        with statements() as sent:
            response = ask(self, *args, **kwargs)
        assert not [line for line in sent if _WRITE.match(line)], f"A GET wrote: {sent}"
        return response

    monkeypatch.setattr(FlaskClient, "open", watched)


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect the statements sent to the database, without those that begin and end."""
    sent: list[str] = []

    def note(_c: object, _cur: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE", "ROLLBACK TO")):
            sent.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)


def _wipe() -> None:
    """Empty all tables, on one connection, whatever points at what."""
    with db.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        connection.exec_driver_sql("BEGIN")
