"""The application on PostgreSQL, for what a room promises there too."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from app import create_app
from app.core.db import Base, db
from config import Config


@contextmanager
def app_on_postgres(url: str, folder: Path, *, are_jobs_immediate: bool = True) -> Iterator[Flask]:
    """Keep an application on an empty database, inside its context."""
    config = Config(
        data_dir=folder,
        database_url=url,
        secret_key="for tests only, and long enough for it",
        has_limits=False,
        are_jobs_immediate=are_jobs_immediate,
    )
    app = create_app(config)
    with app.app_context():
        Base.metadata.drop_all(db.engine)
        Base.metadata.create_all(db.engine)
        yield app
        db.session.remove()
        Base.metadata.drop_all(db.engine)
        db.engine.dispose()
