"""Migrations: from nothing to the tables of today, one step back, and forth again."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask

from app import create_app
from app.cli import migrate
from app.core.db import Base, db
from app.core.schema import alembic_config
from config import Config

pytestmark = pytest.mark.no_app
_BY_HAND = ("search_words", "search_titles", "ix_search_entries_words", "ix_search_entries_title")
_COLUMNS_BY_HAND = ("words", "title_vector")


def _app(url: str, folder: Path) -> Flask:
    return create_app(
        Config(
            data_dir=folder,
            database_url=url,
            secret_key="for tests only, and long enough for it",
            are_jobs_immediate=True,
        )
    )


def _differences() -> list[object]:
    def is_ours(_object: object, name: str | None, kind: str, *_rest: object) -> bool:
        if kind == "column":
            return name not in _COLUMNS_BY_HAND
        return not (name or "").startswith(_BY_HAND)

    with db.engine.connect() as connection:
        options = {"include_object": is_ours, "compare_type": True}
        return list(
            compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)
        )


def _walk(app: Flask) -> None:
    with app.app_context():
        migrate()
        assert _differences() == []
        command.downgrade(alembic_config(), "-1")
        command.upgrade(alembic_config(), "head")
        assert _differences() == []
        assert sa.inspect(db.engine).has_table("posts")
        db.engine.dispose()


def test_sqlite_goes_from_nothing_to_today_and_back(tmp_path):
    _walk(_app(f"sqlite:///{tmp_path / 'fresh.sqlite'}", tmp_path))


def test_postgresql_goes_from_nothing_to_today_and_back(tmp_path, postgres_url):
    admin = sa.create_engine(
        postgres_url.replace("postgresql://", "postgresql+psycopg://"),
        isolation_level="AUTOCOMMIT",
    )
    with admin.connect() as connection:
        connection.execute(sa.text("CREATE DATABASE migrations_test"))
    try:
        _walk(
            _app(
                str(
                    admin.url.set(database="migrations_test").render_as_string(hide_password=False)
                ),
                tmp_path,
            )
        )
    finally:
        with admin.connect() as connection:
            connection.execute(sa.text("DROP DATABASE migrations_test WITH (FORCE)"))
        admin.dispose()
