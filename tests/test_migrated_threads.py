"""Threads on their way between one table and two: what only the forum keeps stands apart."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from alembic import command
from flask import Flask

from app.core.db import db
from app.core.schema import alembic_config
from tests.postgres import database_of_its_own
from tests.test_migrations import _app

pytestmark = pytest.mark.no_app

_THEN = datetime(2026, 3, 1, tzinfo=UTC)
_MOVED = ("tags", "solved_at", "check_on", "outdated_at", "check_id", "duplicate_of")
_WAS = ("id", "solution_id", "helpful_count", *_MOVED)


def _walk(app: Flask) -> None:
    """Go up over two threads of the time before, add one of another kind, and go back."""
    with app.app_context():
        command.upgrade(alembic_config(), "0018")
        was = sa.MetaData()
        was.reflect(db.engine, only=["groups", "threads", "posts"])
        with db.engine.begin() as session:
            _fill(session, was)
        before = _rows(was.tables["threads"], _WAS)
        command.upgrade(alembic_config(), "0019")
        now = sa.MetaData()
        now.reflect(db.engine, only=["forum_threads", "threads", "posts"])
        apart = _rows(now.tables["forum_threads"], ("thread_id", *_MOVED))
        counted = _rows(now.tables["posts"], ("id", "usefulness", "usefulness_elsewhere"))
        with db.engine.begin() as session:
            _add(session, now, 3, kind="song", usefulness=0, featured_id=None)
        db.session.remove()
        command.downgrade(alembic_config(), "0018")
        after = _rows(was.tables["threads"], _WAS)
        left = _rows(was.tables["posts"], ("thread_id",))
        db.engine.dispose()
    assert apart == [(row[0], *row[3:]) for row in before]
    assert counted == [(1, 4, 1), (2, 4, 1)]
    assert after == before
    assert left == [(1,), (2,)]


def _rows(table: sa.Table, names: tuple[str, ...]) -> list[tuple[object, ...]]:
    """Return these columns of all rows, in the order of the first."""
    columns = [table.c[name] for name in names]
    with db.engine.connect() as connection:
        found = connection.execute(sa.select(*columns).order_by(columns[0]))
        return [tuple(row) for row in found]


def _fill(session: sa.Connection, was: sa.MetaData) -> None:
    """Add a group with a solved question, and a discussion that knows of nothing."""
    group: dict[str, object] = {"id": 1, "name": "G", "slug": "g", "purpose": "", "rules": ""}
    group |= {"rules_html": "", "visibility": "public", "joining": "open", "member_count": 0}
    session.execute(was.tables["groups"].insert(), [{**group, "created_at": _THEN}])
    solved = {"solved_at": _THEN, "check_on": _THEN, "outdated_at": _THEN, "check_id": 7}
    solved |= {"duplicate_of": 2, "tags": ["fête"], "solution_id": 1, "helpful_count": 4}
    _add(session, was, 1, kind="question", **solved)
    _add(session, was, 2, kind="discussion", tags=[], helpful_count=0)


def _add(session: sa.Connection, tables: sa.MetaData, number: int, **more: object) -> None:
    """Add a thread with one post."""
    thread = {"id": number, "group_id": 1, "title": "Un fil", "slug": "un-fil", "post_count": 1}
    thread |= {"answer_count": 0, "reply_count": 0, "version": 1}
    moments = {"created_at": _THEN, "active_at": _THEN}
    session.execute(tables.tables["threads"].insert(), [{**thread, **moments, **more}])
    posts = tables.tables["posts"]
    counts = (4, 1) if "helpful_count" in posts.c else (0, 0)
    names = ("helpful_count", "helpful_elsewhere", "usefulness", "usefulness_elsewhere")
    counted = dict(zip([name for name in names if name in posts.c], counts, strict=True))
    post = {"id": number, "thread_id": number, "number": 1, "body": "", "html": ""}
    post |= {"renderer_version": 1, "created_at": _THEN}
    session.execute(posts.insert(), [{**post, **counted}])


def test_what_the_forum_keeps_moves_there_and_back_on_sqlite(tmp_path):
    _walk(_app(f"sqlite:///{tmp_path / 'old.sqlite'}", tmp_path))


def test_what_the_forum_keeps_moves_there_and_back_on_postgresql(postgres_url: str, tmp_path):
    with database_of_its_own(postgres_url, "old_threads") as url:
        _walk(_app(url, tmp_path))
