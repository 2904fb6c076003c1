"""The tables and the program: whether they fit, and how the ones follow the other."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from alembic.config import Config as AlembicConfig
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

from app.core.db import db

MIGRATIONS = Path(__file__).parents[2] / "migrations"


class UnsafeMigration(RuntimeError):
    """A migration of SQLite would lose rows, or has left some that point at nothing."""


def alembic_config() -> AlembicConfig:
    """Return what Alembic needs to know; the database is that of the application."""
    config = AlembicConfig()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def is_current() -> bool:
    """Tell whether all migrations of this program have been made."""
    try:
        made: str | None = db.session.scalar(sa.text("SELECT version_num FROM alembic_version"))
    except sa.exc.DBAPIError:
        db.session.rollback()
        return False
    return made == _newest()


@cache
def _newest() -> str | None:
    return ScriptDirectory.from_config(alembic_config()).get_current_head()


@contextmanager
def foreign_keys_off(connection: Connection) -> Iterator[None]:
    """Let a table of SQLite be dropped and made anew without the rows of others going with it.

    A batch migration does that, and `ON DELETE CASCADE` would empty whatever points at the table.
    What is left uncommitted inside is undone. Elsewhere than on SQLite nothing happens.

    Raises:
        UnsafeMigration: a transaction is open, in which SQLite ignores the wish without a word.
            Source: sqlite.org/pragma.html#pragma_foreign_keys.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    _set_foreign_keys(connection, is_on=False)
    try:
        yield
    finally:
        connection.rollback()
        _set_foreign_keys(connection, is_on=True)


def check_foreign_keys(connection: Connection) -> None:
    """Look at every row of SQLite, before the commit: does what it points at exist?

    Raises:
        UnsafeMigration: one does not.
    """
    if connection.dialect.name != "sqlite":
        return
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if orphans:
        tables = ", ".join(sorted({f"{table} → {parent}" for table, _row, parent, _key in orphans}))
        sentence = f"{len(orphans)} rows would point at nothing ({tables}): nothing was changed."
        raise UnsafeMigration(sentence)


def _set_foreign_keys(connection: Connection, *, is_on: bool) -> None:
    """Switch them, past SQLAlchemy, which would begin a transaction first; and look."""
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA foreign_keys={int(is_on)}")
    cursor.execute("PRAGMA foreign_keys")
    if cursor.fetchone() != (int(is_on),):
        sentence = (
            "A transaction is open: SQLite would drop the rows that point at a table with it."
        )
        raise UnsafeMigration(sentence)
