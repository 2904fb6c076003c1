"""How Alembic finds the database: inside the application, on its own engine."""

from typing import Literal

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext

from app.core.db import Base, UtcMoment, db

_RAW = ("search_words", "search_titles", "ix_search_entries_words", "ix_search_entries_title")
"""Beginnings of the names of full-text indexes, and of the tables behind them."""


def run() -> None:
    """Run the migrations on one connection, in one transaction where the database can."""
    with db.engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:  # a table that is made anew is dropped first, and nothing may go with it
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.commit()
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            compare_type=True,
            include_object=include_object,
            render_item=render_item,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
        if is_sqlite:
            orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")
            connection.commit()
            if orphans:
                raise RuntimeError(orphans[:10])


def include_object(_object: object, name: str | None, kind: str, *_rest: object) -> bool:
    """Leave out what is written by hand: the full-text index and what belongs to it."""
    if kind == "column":
        return name not in {"words", "title_vector"}
    return not (name or "").startswith(_RAW)


def render_item(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Write our column types as plain ones, so that a migration never needs our code."""
    if kind == "type" and isinstance(item, UtcMoment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, sa.Enum):
        return f"sa.String(length={item.length})"
    if kind == "type" and isinstance(item, sa.BigInteger):
        return "BIG"
    return False


run()
