"""The migration to pictures that several subjects hold keeps who sees what."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command

from app import create_app
from app.core.db import db
from app.core.schema import alembic_config
from config import Config

pytestmark = pytest.mark.no_app

_MOMENT = datetime(2030, 1, 1, tzinfo=UTC)
_VALUES: dict[type, object] = {
    sa.Boolean: False,
    sa.JSON: [],
    sa.String: "x",
    sa.DateTime: _MOMENT,
    sa.Integer: 1,
}
_TOKENS = {"a": "a" * 32, "b": "b" * 32, "c": "c" * 32}


def _row(table: sa.Table, **known: object) -> None:
    """Write a row; columns that nobody speaks of get any value of their type."""
    values = {
        column.name: next(value for kind, value in _VALUES.items() if isinstance(column.type, kind))
        for column in table.columns
        if not column.nullable and column.server_default is None and column.name not in known
    }
    unique = {"slug", "handle", "email", "token"} & set(values)
    values |= {name: f"{name}-{known['id']}" for name in unique}
    with db.engine.begin() as session:
        session.execute(table.insert(), [values | known])


def _fill() -> None:
    """Write posts and pictures as they were: the second post of a picture held nothing."""
    was = sa.MetaData()
    was.reflect(db.engine, only=["accounts", "groups", "threads", "posts", "files"])
    tables = was.tables
    for account in (1, 2):
        _row(tables["accounts"], id=account)
    _row(tables["groups"], id=1, visibility="public", joining="open")
    _row(tables["threads"], id=1, group_id=1, kind="question")
    shown = {1: ("a", 1), 2: ("a", 1), 3: ("a", 2), 4: ("ab", 1), 5: ("b", 1)}
    for post, (letters, author) in shown.items():
        body = " ".join(f"![x](/medias/{_TOKENS[letter]})" for letter in letters)
        ends = {"deleted_at": _MOMENT if post == max(shown) else None}
        _row(
            tables["posts"], id=post, number=post, thread_id=1, author_id=author, body=body, **ends
        )
    for file, (letter, holder) in enumerate({"a": 1, "b": 4, "c": None}.items(), start=1):
        kind = "forum.post" if holder else None
        held = {"purpose": "post", "subject_kind": kind, "subject_id": holder}
        _row(tables["files"], id=file, token=_TOKENS[letter], account_id=1, **held)


def test_every_post_of_the_sender_that_shows_a_picture_holds_it(tmp_path: Path) -> None:
    app = create_app(
        Config(
            data_dir=tmp_path,
            database_url=f"sqlite:///{tmp_path / 'old.sqlite'}",
            secret_key="for tests only, and long enough for it",
            are_jobs_immediate=True,
        )
    )
    with app.app_context():
        command.upgrade(alembic_config(), "0012")
        _fill()
        command.upgrade(alembic_config(), "0013")
        uses = sa.text("SELECT file_id, subject_id FROM file_uses ORDER BY file_id, subject_id")
        assert db.session.execute(uses).all() == [(1, 1), (1, 2), (1, 4), (2, 4)]
        db.session.rollback()
        command.downgrade(alembic_config(), "0012")
        holders = sa.text("SELECT id, subject_kind, subject_id FROM files ORDER BY id")
        assert db.session.execute(holders).all() == [
            (1, "forum.post", 1),
            (2, "forum.post", 4),
            (3, None, None),
        ]
        db.session.rollback()
        db.engine.dispose()
