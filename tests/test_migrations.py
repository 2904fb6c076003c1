"""Migrations: from nothing to the tables of today, one step back, and forth again."""

from datetime import UTC, datetime
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
from app.forum.models import ForumThread
from config import Config
from tests.postgres import database_of_its_own

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
    with database_of_its_own(postgres_url, "migrations_test") as url:
        _walk(_app(url, tmp_path))


_OLD_TAGS = ("mediation", "médiation", "c", "fête-de-village", "fetes-de-village")
_CARRIED = ((1, 1), (2, 1), (3, 2), (3, 1), (4, 2), (5, 3), (6, 4), (7, 5))
"""Threads and the tags they carried before spellings of one tag were one."""


def _fill_with_old_tags() -> None:
    """Write rows as they were before migration 0010."""
    now = {"created_at": datetime(2030, 1, 1, tzinfo=UTC)}
    was = sa.MetaData()
    was.reflect(db.engine, only=["groups", "tags", "threads", "thread_tags"])
    group: dict[str, object] = {
        "slug": "g",
        "name": "G",
        "purpose": "",
        "rules": "",
        "rules_html": "",
    }
    group |= {"visibility": "public", "joining": "open", "member_count": 0}
    thread: dict[str, object] = {
        "group_id": 1,
        "kind": "question",
        "title": "T",
        "slug": "t",
        "version": 1,
    }
    thread |= {"active_at": now["created_at"], **now}
    thread |= {"post_count": 1, "answer_count": 0, "helpful_count": 0}
    names = dict(enumerate(_OLD_TAGS, start=1))
    tags = {
        one: [names[tag] for thread, tag in _CARRIED if thread == one] for one, _tag in _CARRIED
    }
    with db.engine.begin() as session:
        session.execute(was.tables["groups"].insert(), [{"id": 1, **group, **now}])
        session.execute(
            was.tables["tags"].insert(), [{"id": n, "name": one} for n, one in names.items()]
        )
        for one, carried in tags.items():
            session.execute(
                was.tables["threads"].insert(), [{"id": one, "tags": carried, **thread}]
            )
        for one, tag_id in _CARRIED:
            row = {"thread_id": one, "tag_id": tag_id}
            session.execute(was.tables["thread_tags"].insert(), [row])


def _see_merged_tags(app: Flask) -> None:
    """Walk up over rows with old tags, and look at what became of them."""
    with app.app_context():
        command.upgrade(alembic_config(), "0009")
        _fill_with_old_tags()
        command.upgrade(alembic_config(), "head")
        kept = db.session.execute(sa.text("SELECT name, key FROM tags ORDER BY name")).all()
        counts = db.session.execute(
            sa.text("SELECT name, COUNT(*) FROM tags JOIN thread_tags ON tag_id = id GROUP BY name")
        ).all()
        shown = db.session.scalars(
            sa.select(ForumThread.tags).order_by(ForumThread.thread_id)
        ).all()
        page = app.test_client().get("/questions?etiquette=médiation").text
        db.session.remove()
        db.engine.dispose()
    assert sorted(kept) == [
        ("c", "c"),
        ("fête-de-village", "fetedevillage"),
        ("mediation", "mediation"),
    ]
    assert sorted(counts) == [("c", 1), ("fête-de-village", 2), ("mediation", 4)]
    assert shown[2:4] == [["mediation"], ["mediation"]]
    assert page.count("data-thread-row") == 4


def test_spellings_of_one_tag_become_one_on_sqlite(tmp_path):
    _see_merged_tags(_app(f"sqlite:///{tmp_path / 'old.sqlite'}", tmp_path))


def test_spellings_of_one_tag_become_one_on_postgresql(postgres_url: str, tmp_path):
    with database_of_its_own(postgres_url, "old_tags") as url:
        _see_merged_tags(_app(url, tmp_path))
