"""How Alembic finds the database: inside the application, on its own engine."""

from typing import Literal

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext

from app.core.db import WRITE_OPTION, Base, UtcMoment, db
from app.core.schema import check_foreign_keys, foreign_keys_off

_RAW = ("search_words", "search_titles", "ix_search_entries_words", "ix_search_entries_title")
"""Beginnings of the names of full-text indexes, and of the tables behind them."""


def run() -> None:
    """Run the migrations on one connection, all in one transaction."""
    with (
        db.engine.connect().execution_options(**{WRITE_OPTION: True}) as connection,
        foreign_keys_off(connection),
    ):
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            compare_type=True,
            include_object=include_object,
            render_item=render_item,
        )
        with context.begin_transaction():
            context.run_migrations()
        check_foreign_keys(connection)
        connection.commit()


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
