"""The database: base class of all tables, column types, and how connections are set up."""

import sqlite3
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Annotated, Any, TypeVarTuple
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, CursorResult, Dialect, Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column

from app.core.offload import OwnThread

Columns = TypeVarTuple("Columns")

WRITE_OPTION = "entraide_write"
"""Execution option of a connection that is about to write; SQLite then begins IMMEDIATE."""
WRITING = "entraide_open"
"""Set in the `info` of a session while a transaction that writes is open."""
POOL = 15
"""Connections to PostgreSQL of each process at the most; others wait for one."""
RESTED_SECONDS = 30.0
"""A connection unused for so long is tried before it is used."""


class NaiveMoment(ValueError):
    """A moment without a time zone was to be stored; it could mean anything."""


class UtcMoment(sa.TypeDecorator[datetime]):
    """A moment in time: aware in Python, UTC in the database, whichever database it is."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone; SQLite stores it without one, in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise NaiveMoment(value)
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return an aware moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


BigId = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""64 bits everywhere; SQLite numbers rows by itself only for a plain INTEGER."""

Id = Annotated[int, mapped_column(BigId, primary_key=True)]
Moment = Annotated[datetime, mapped_column(UtcMoment())]
AccountId = Annotated[int, mapped_column(sa.ForeignKey("accounts.id", ondelete="CASCADE"))]
"""Of a row that belongs to an account, and goes with it."""
AccountPrimaryKey = Annotated[
    int,
    mapped_column(
        BigId,
        sa.ForeignKey("accounts.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
]
"""The same, in the primary key."""
AccountIdOrNone = Annotated[
    int | None, mapped_column(sa.ForeignKey("accounts.id", ondelete="SET NULL"))
]
"""Of a row that names an account, and stays when that is gone."""


class Base(DeclarativeBase):
    """Base class of every table."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {int: BigId}  # noqa: RUF012 - SQLAlchemy reads it from the class


def partial_index(name: str, *columns: str, where: str, unique: bool = False) -> sa.Index:
    """Return an index of those rows alone for which `where` holds, a condition in SQL."""
    rows = sa.text(where)
    return sa.Index(name, *columns, unique=unique, sqlite_where=rows, postgresql_where=rows)


_reading: "WeakKeyDictionary[object, Engine]" = WeakKeyDictionary()
"""Each engine of PostgreSQL, and the same without transactions."""


class _Session(FlaskSession):
    """The session. On PostgreSQL it reads without a transaction: two round trips less a page.

    Each statement sees what is committed when it begins, as inside a transaction there.
    """

    def get_bind(self, *args: Any, **kwargs: Any) -> Engine | Connection:  # noqa: ANN401 - passed on
        """Return where to ask; what changes rows does so in a transaction."""
        bind: Engine | Connection = super().get_bind(*args, **kwargs)
        return bind if self.info.get(WRITING) else _reading.get(bind, bind)


db = SQLAlchemy(
    metadata=Base.metadata, session_options={"class_": _Session, "expire_on_commit": False}
)


def init_db(app: Flask, url: str) -> None:
    """Connect the application to its database."""
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    options: dict[str, Any] = {"hide_parameters": True}  # what people typed is not for the log
    if url.startswith("sqlite"):
        options |= {"connect_args": {"timeout": 15, "factory": _SqliteConnection}}
    else:
        # None beyond the pool: they would be closed after each use, and opening one is dear.
        options |= {"pool_size": POOL, "max_overflow": 0, "pool_use_lifo": True}
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options
    db.init_app(app)
    with app.app_context():
        _set_up(db.engine)


def execute(statement: sa.Select[*Columns], **params: object) -> CursorResult[*Columns]:
    """Ask a question that was built once, at import, its params (`bindparam`) filled.

    For columns, not for rows of the session: a fifth of what building the question anew and
    asking it through the session cost, which counts for what every page asks.
    """
    session = db.session()
    session.flush()  # as the session does by itself before it asks
    return session.connection().execute(statement, params)


def is_one_of(column: "sa.SQLColumnExpression[int]", param: str) -> "sa.ColumnElement[bool]":
    """Return the condition that a number is one of those that will fill a param, a list."""
    return column.in_(sa.bindparam(param, expanding=True))


def literal(value: str | int) -> "sa.ColumnClause[Any]":
    """Return a value of ours that is written into the question itself instead of bound.

    For conditions that an index with a condition repeats: PostgreSQL does not see that a bound
    value meets it, and SQLite compiles the whole question anew at each asking to look.
    """
    return sa.literal_column(f"'{value}'" if isinstance(value, str) else str(value))


def without_index(column: "sa.SQLColumnExpression[Any]") -> "sa.ColumnElement[Any]":
    """Return a number of a row such that no index on it is used.

    For a condition that nearly all rows meet, beside an order that an index has: SQLite would
    rather gather all rows by the condition, and sort them. Source: sqlite.org/optoverview.html §9.
    """
    return column + literal(0)


def is_sqlite() -> bool:
    """Tell whether the database is SQLite."""
    return db.engine.dialect.name == "sqlite"


def _set_up(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        _set_up_sqlite(engine)
    else:
        _set_up_postgresql(engine)


def _set_up_postgresql(engine: Engine) -> None:
    """Let the session read without transactions, and try connections that have rested."""
    _reading[engine] = engine.execution_options(isolation_level="AUTOCOMMIT")

    @sa.event.listens_for(engine, "checkin")
    def _rest(_connection: Any, record: Any) -> None:  # noqa: ANN401 - as the pool has them
        record.info["rested_since"] = time.monotonic()

    @sa.event.listens_for(engine, "checkout")
    def _try(connection: Any, record: Any, _proxy: Any) -> None:  # noqa: ANN401 - as above
        now = time.monotonic()
        if now - record.info.get("rested_since", now) > RESTED_SECONDS:
            try:
                engine.dialect.do_ping(connection)
            except engine.dialect.loaded_dbapi.Error as error:
                raise sa.exc.DisconnectionError from error  # the pool then opens another


_disk = OwnThread()
"""One is enough: SQLite writes one transaction at a time."""


class _SqliteConnection(sqlite3.Connection):
    """Waits for the disk beside the event loop: pages are read meanwhile."""

    def commit(self) -> None:
        """Write what was changed through to the disk."""
        _disk.do(super().commit)


def _set_up_sqlite(engine: Engine) -> None:
    """Give connections their pragmas and an explicit BEGIN."""

    @sa.event.listens_for(engine, "connect")
    def _set_pragmas(connection: Any, _record: Any) -> None:  # noqa: ANN401 - a raw DBAPI connection
        connection.isolation_level = None  # we send BEGIN ourselves, below
        for pragma in (
            "journal_mode=WAL",
            # What was acknowledged outlives a power cut, as on PostgreSQL: docs/operations.md.
            "synchronous=FULL",
            "foreign_keys=ON",
            "busy_timeout=15000",
            "cache_size=-65536",
            "mmap_size=268435456",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get(WRITE_OPTION, False):
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.connection.cursor().execute("BEGIN")  # the short road, for every page


Upsert = sqlite.Insert | postgresql.Insert
"""An INSERT that may say what becomes of rows that are there."""


def inserting(model: type[Base]) -> Upsert:
    """Return the INSERT into a table, as this database has it; the same each time."""
    return _inserting(model, is_on_sqlite=is_sqlite())


@cache
def _inserting(model: type[Base], *, is_on_sqlite: bool) -> Upsert:
    return sqlite.insert(model) if is_on_sqlite else postgresql.insert(model)


def add_missing(session: Session, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows whose primary key is not there yet; two that do so at once do not fail."""
    adding = inserting(model).values(rows)
    session.execute(adding.on_conflict_do_nothing(index_elements=_key_of(model)))


def add_new(session: Session, row: Base) -> bool:
    """Add a row unless it is there already (a second click, two tabs); tell whether it is new."""
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return False
    return True


def remove_all(session: Session, of: type[Base], *conditions: sa.ColumnElement[bool]) -> bool:
    """Remove the rows of a table under these conditions; tell whether there was one."""
    gone = session.connection().execute(sa.delete(of).where(*conditions))
    return gone.rowcount > 0


def add_or_lock(session: Session, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows whose primary key is not there yet, and lock the others; in the order given.

    Those that are there stay as they are: PostgreSQL locks what `WHERE false` keeps from a change.
    Source: postgresql.org/docs/current/sql-insert.html, "ON CONFLICT Clause".
    """
    if rows:
        session.connection().execute(_add_or_lock(inserting(model), model), rows)


@cache
def _add_or_lock(insert: Upsert, model: type[Base]) -> sa.Insert:
    """Return the statement that adds rows or locks them; built once for each table."""
    key = _key_of(model)
    as_is = {name: getattr(model, name) for name in key}
    return insert.on_conflict_do_update(index_elements=key, set_=as_is, where=sa.false())


def _key_of(model: type[Base]) -> list[str]:
    return [column.name for column in sa.inspect(model).primary_key]
