"""Removals from groups on their way between two versions of the tables."""

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

_THEN, _LATER = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
_BANS = [("at once", _THEN), ("for a month", _LATER), ("for good", None)]


def _walk(app: Flask) -> None:
    """Go up over three removals of the time before, and back."""
    with app.app_context():
        command.upgrade(alembic_config(), "0017")
        was = sa.MetaData()
        was.reflect(db.engine)
        with db.engine.begin() as session:
            _fill(session, was)
        command.upgrade(alembic_config(), "0018")
        asked = "SELECT id, reason, is_ban, until IS NULL FROM group_removals ORDER BY id"
        now = [tuple(row) for row in db.session.execute(sa.text(asked))]
        db.session.remove()
        command.downgrade(alembic_config(), "0017")
        table = was.tables["group_bans"]
        columns = (table.c.id, table.c.reason, table.c.until == table.c.created_at)
        back = [tuple(row) for row in db.session.execute(sa.select(*columns).order_by("id"))]
        db.session.remove()
        db.engine.dispose()
    assert [(one, reason, bool(ban), bool(ever)) for one, reason, ban, ever in now] == [
        (1, "at once", False, True),
        (2, "for a month", True, False),
        (3, "for good", True, True),
    ]
    assert back == [(1, "at once", True), (2, "for a month", False), (3, "for good", None)]


def _fill(session: sa.Connection, was: sa.MetaData) -> None:
    """Add a group and three people who were sent away."""
    moment = {"created_at": _THEN}
    group: dict[str, object] = {"id": 1, "name": "G", "slug": "g", "purpose": "", "rules": ""}
    group |= {"rules_html": "", "visibility": "public", "joining": "open", "member_count": 0}
    session.execute(was.tables["groups"].insert(), [{**group, **moment}])
    for number, (reason, until) in enumerate(_BANS, start=1):
        person = {"id": number, "handle": f"p{number}", "display_name": "P", "name_words": "p"}
        person |= {"audiences": {}, "rights": [], "credentials_version": 0, "is_discreet": False}
        said = dict.fromkeys(
            ("sentence", "department", "associations", "can_help", "seeks_help"), ""
        )
        session.execute(was.tables["accounts"].insert(), [{**person, **said, **moment}])
        row = {"id": number, "group_id": 1, "account_id": number, "reason": reason}
        session.execute(was.tables["group_bans"].insert(), [{**row, "until": until, **moment}])


def test_a_plain_removal_is_told_from_a_ban_on_sqlite(tmp_path):
    _walk(_app(f"sqlite:///{tmp_path / 'old.sqlite'}", tmp_path))


def test_a_plain_removal_is_told_from_a_ban_on_postgresql(postgres_url: str, tmp_path):
    with database_of_its_own(postgres_url, "old_removals") as url:
        _walk(_app(url, tmp_path))
