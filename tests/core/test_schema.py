"""The watchman's question: whether a process can work, and what it lacks."""

import re
from pathlib import Path

import pytest
from alembic import command

from app import create_app
from app.core import schema
from app.core.db import Base, db
from app.core.schema import alembic_config
from config import Config

pytestmark = pytest.mark.no_app


def _asked(folder: Path, *, redis_url: str | None = None, is_made: bool = False) -> tuple[int, str]:
    """Return what a process says that keeps its rows in this folder."""
    app = create_app(
        Config(
            data_dir=folder,
            database_url=f"sqlite:///{folder / 'site.sqlite'}",
            secret_key="x" * 40,
            redis_url=redis_url,
        )
    )
    with app.app_context():
        if is_made:
            Base.metadata.create_all(db.engine)
            command.stamp(alembic_config(), "head")
        answer = app.test_client().get("/readyz")
        db.session.remove()
        db.engine.dispose()
    return answer.status_code, answer.text


def test_a_process_with_all_its_tables_is_ready(tmp_path):
    schema._newest.cache_clear()  # noqa: SLF001 - as a process that has just started
    status, told = _asked(tmp_path, is_made=True)
    assert (status, set(re.findall(r": (\w+)", told))) == (200, {"ok"})


def test_a_database_without_tables_waits_for_its_migrations(tmp_path):
    status, told = _asked(tmp_path)
    assert status == 503
    assert told.startswith("database: ok\nqueue: ok\nmigrations: no\n")


def test_without_its_database_a_process_is_not_ready(tmp_path):
    folder = tmp_path / "nowhere"
    status, told = _asked(folder)
    assert status == 503
    assert told.startswith("database: no\nqueue: ok\nmigrations: no\n")
