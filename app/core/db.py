"""The database: base class of all tables, column types, and how connections are set up."""

from datetime import UTC, datetime
from typing import Annotated, Any, TypeVarTuple

import sqlalchemy as sa
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.engine import Connection, CursorResult, Dialect, Engine
from sqlalchemy.orm import DeclarativeBase, mapped_column

Columns = TypeVarTuple("Columns")

WRITE_OPTION = "entraide_write"
"""Execution option of a connection that is about to write; SQLite then begins IMMEDIATE."""


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


db = SQLAlchemy(metadata=Base.metadata, session_options={"expire_on_commit": False})


def init_db(app: Flask, url: str) -> None:
    """Connect the application to its database."""
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    options: dict[str, Any] = {"hide_parameters": True}  # what people typed is not for the log
    if url.startswith("sqlite"):
        options |= {"connect_args": {"timeout": 15}}
    else:
        options |= {"pool_size": 10, "max_overflow": 20, "pool_pre_ping": True}
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options
    db.init_app(app)
    with app.app_context():
        _set_up(db.engine)


def ask(question: sa.Select[*Columns], **gaps: object) -> CursorResult[*Columns]:
    """Ask a question that was built once, at import, its gaps (`bindparam`) filled.

    For columns, not for rows of the session: a fifth of what building the question anew and
    asking it through the session cost, which counts for what every page asks.
    """
    session = db.session()
    session.flush()  # as the session does by itself before it asks
    return session.connection().execute(question, gaps)


def inline(value: str | int) -> "sa.ColumnClause[Any]":
    """Return a value of ours that is written into the question itself instead of bound.

    For conditions that an index with a condition repeats: PostgreSQL does not see that a bound
    value meets it, and SQLite compiles the whole question anew at each asking to look.
    """
    return sa.literal_column(f"'{value}'" if isinstance(value, str) else str(value))


def is_sqlite() -> bool:
    """Tell whether the database is SQLite."""
    return db.engine.dialect.name == "sqlite"


def _set_up(engine: Engine) -> None:
    """Give SQLite connections their pragmas and an explicit BEGIN."""
    if engine.dialect.name != "sqlite":
        return

    @sa.event.listens_for(engine, "connect")
    def _set_pragmas(connection: Any, _record: Any) -> None:  # noqa: ANN401 - a raw DBAPI connection
        connection.isolation_level = None  # we send BEGIN ourselves, below
        for pragma in (
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
            "busy_timeout=15000",
            "cache_size=-65536",
            "mmap_size=268435456",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        is_write = connection.get_execution_options().get(WRITE_OPTION, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_write else "BEGIN")
