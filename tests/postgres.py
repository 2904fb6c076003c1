"""The application on PostgreSQL, for what a room promises there too."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from app import create_app
from app.core.db import Base, db
from config import Config


@contextmanager
def database_of_its_own(url: str, name: str) -> Iterator[str]:
    """Keep an empty database of this name beside the one of all tests; yield its address."""
    own = sa.make_url(url).set(drivername="postgresql+psycopg")
    admin = sa.create_engine(own, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    try:
        yield own.set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()


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
