"""Migrations keep what people wrote: the demonstration community walks all of them, both ways."""

import hashlib
import re
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory
from flask import Flask

from app import create_app
from app.cli import migrate
from app.core.db import db
from app.core.schema import (
    MIGRATIONS,
    UnsafeMigration,
    alembic_config,
    check_foreign_keys,
    foreign_keys_off,
)
from config import Config
from tests.postgres import database_of_its_own

pytestmark = pytest.mark.no_app
_RELEASED = MIGRATIONS / "released.sha256"
_BEFORE_ARTICLES = "0022"

Rows = dict[str, tuple[list[str], list[tuple[object, ...]]]]
"""Table → names of its columns, and its rows."""


def _site(folder: Path, url: str | None = None) -> Flask:
    folder.mkdir(parents=True, exist_ok=True)
    return create_app(
        Config(
            data_dir=folder,
            database_url=url or f"sqlite:///{folder / 'site.sqlite'}",
            secret_key="for tests only, and long enough for it",
            is_demo=True,
            are_jobs_immediate=True,
        )
    )


def _revisions() -> list[str]:
    """Return all revisions, newest first."""
    return [
        step.revision for step in ScriptDirectory.from_config(alembic_config()).walk_revisions()
    ]


def _rows() -> Rows:
    """Return all that is in the database."""
    inspector = sa.inspect(db.engine)
    found: Rows = {}
    with db.engine.connect() as connection:
        for name in inspector.get_table_names():
            if name.startswith(("search_words", "search_titles", "alembic_version")):
                continue
            columns = sorted(column["name"] for column in inspector.get_columns(name))
            table = sa.table(name, *(sa.column(column) for column in columns))
            rows = connection.execute(sa.select(table)).all()
            found[name] = columns, [tuple(row) for row in rows]
    return found


def _shared(rows: Rows, other: Rows) -> dict[str, list[str]]:
    """Return the rows of the tables of both, in the columns that both have."""
    shared = {}
    for name in rows.keys() & other.keys():
        columns, found = rows[name]
        kept = [place for place, column in enumerate(columns) if column in other[name][0]]
        shared[name] = sorted(str([row[place] for place in kept]) for row in found)
    return shared


def _without_articles(rows: Rows) -> Rows:
    """Return the rows without the threads under articles, which no room knew before."""
    hosted = _ids(rows["threads"], "kind", {"article"})
    gone = {"thread_id": hosted, "post_id": _ids(rows["posts"], "thread_id", hosted)}
    left: Rows = {}
    for name, (columns, found) in rows.items():
        named = gone | ({"id": hosted} if name == "threads" else {})
        marks = [(columns.index(column), ids) for column, ids in named.items() if column in columns]
        kept = [row for row in found if not any(row[place] in ids for place, ids in marks)]
        left[name] = columns, kept
    return left


def _ids(
    table: tuple[list[str], list[tuple[object, ...]]], column: str, wanted: set[object]
) -> set[object]:
    """Return the ids of the rows that have one of these values in a column."""
    columns, found = table
    return {row[columns.index("id")] for row in found if row[columns.index(column)] in wanted}


def _tables() -> dict[str, list[str]]:
    """Return what SQLite says of each table, index and trigger, in an order of its own."""
    with db.engine.connect() as connection:
        made = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master"
            " WHERE sql IS NOT NULL AND name <> 'sqlite_sequence'"  # its own, never dropped
            " AND name NOT LIKE 'search\\_%s\\_%%' ESCAPE '\\'"
        ).all()
    return {
        name: sorted(part.strip(" ()") for part in re.sub(r'[\s"]+', " ", sql).split(","))
        for name, sql in made
    }


def _lose_nothing(app: Flask) -> None:
    """Go down all the way with the demonstration community, and up again, looking at each step."""
    done = app.test_cli_runner().invoke(args=["prepare"])
    assert done.exit_code == 0, done.output
    with app.app_context():
        before = _rows()
        assert {"likes", "memberships", "posts", "friendships", "notices"} <= before.keys()
        newest, *older = _revisions()
        steps = [(command.downgrade, revision) for revision in older]
        steps += [(command.upgrade, revision) for revision in [*older[-2::-1], newest]]
        for step, revision in steps:
            step(alembic_config(), revision)
            after = _rows()
            if revision == _BEFORE_ARTICLES and step is command.downgrade:
                before = _without_articles(before)
            assert _shared(after, before) == _shared(before, after), revision
            before = after
        db.session.remove()
        db.engine.dispose()


def test_no_step_of_the_migrations_loses_a_row_on_sqlite(tmp_path):
    _lose_nothing(_site(tmp_path))


def test_no_step_of_the_migrations_loses_a_row_on_postgresql(tmp_path, postgres_url):
    with database_of_its_own(postgres_url, "walked") as url:
        _lose_nothing(_site(tmp_path, url))


def test_the_way_back_leaves_the_tables_as_they_were_made(tmp_path):
    newest, *older = _revisions()
    with _site(tmp_path / "up").app_context():
        made = {}
        for revision in [*reversed(older), newest]:
            command.upgrade(alembic_config(), revision)
            made[revision] = _tables()
        for revision in older:
            command.downgrade(alembic_config(), revision)
            assert _tables() == made[revision], revision
        migrate()
        assert _tables() == made[newest]
        db.engine.dispose()


def test_a_table_is_not_made_anew_while_its_rows_would_take_others_with_them(tmp_path):
    with _site(tmp_path).app_context(), db.engine.connect() as connection:
        begun = connection.connection.cursor()
        begun.execute("BEGIN")  # past SQLAlchemy, which therefore does not end it
        with pytest.raises(UnsafeMigration), foreign_keys_off(connection):
            pytest.fail("It went on.")
        begun.execute("ROLLBACK")
        with foreign_keys_off(connection):
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 0
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        connection.close()
        db.engine.dispose()


def test_a_migration_that_leaves_rows_pointing_at_nothing_is_undone(tmp_path):
    with _site(tmp_path).app_context():
        migrate()
        with db.engine.connect() as connection, foreign_keys_off(connection):
            connection.exec_driver_sql(
                "INSERT INTO letter_choices VALUES (4711, 0, 0, 0, 'Europe/Paris', NULL, 0)"
            )
            with pytest.raises(UnsafeMigration, match=r"1 rows .*letter_choices → accounts"):
                check_foreign_keys(connection)
        with db.engine.connect() as connection:
            counted = connection.exec_driver_sql("SELECT count(*) FROM letter_choices")
            assert counted.scalar() == 0
        db.engine.dispose()


def test_a_released_migration_is_never_edited():
    listed = [line.split() for line in _RELEASED.read_text("utf-8").splitlines()]
    files = sorted(path.name for path in (MIGRATIONS / "versions").glob("*.py"))
    assert [name for _digest, name in listed] == files[: len(listed)], "one is gone, or left out"
    for digest, name in listed:
        text = (MIGRATIONS / "versions" / name).read_bytes()
        assert hashlib.sha256(text).hexdigest() == digest, f"{name}: write a new migration instead"
