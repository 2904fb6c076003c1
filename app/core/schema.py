"""The tables and the program: whether they fit."""

from functools import cache
from pathlib import Path

import sqlalchemy as sa
from alembic.config import Config as AlembicConfig
from alembic.script import ScriptDirectory

from app.core.db import db

MIGRATIONS = Path(__file__).parents[2] / "migrations"


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
    """Return the newest migration of this program."""
    return ScriptDirectory.from_config(alembic_config()).get_current_head()
