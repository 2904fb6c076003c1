"""The same on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.core.db import Base, db
from config import Config
from tests.factories.groups import make_group
from tests.imports.bringing import all_there_is, bring, counts_of
from tests.imports.dumps import write_dump
from tests.imports.test_again import FILES, Stopped, stopping_after

pytestmark = pytest.mark.no_app


@pytest.fixture
def pg_app(postgres_url: str, tmp_path: Path) -> Iterator[Flask]:
    """Return an application on PostgreSQL, its tables made for this test."""
    app = create_app(
        Config(
            data_dir=tmp_path,
            database_url=postgres_url,
            secret_key="for tests only, and long enough for it",
            are_jobs_immediate=True,
        )
    )
    with app.app_context():
        Base.metadata.drop_all(db.engine)
        Base.metadata.create_all(db.engine)
        yield app
        db.session.remove()
        Base.metadata.drop_all(db.engine)
        db.engine.dispose()


@pytest.mark.usefixtures("pg_app")
def test_an_import_that_was_stopped_goes_on_on_postgresql(tmp_path):
    folder = write_dump(tmp_path / "dump", **FILES)
    group = make_group()
    with pytest.raises(Stopped):
        bring(folder, group=group, stage=stopping_after(2))
    report = bring(folder, group=group)
    before = all_there_is()
    assert counts_of(report, "comment") == (4, 4, 0)
    assert counts_of(bring(folder, group=group), "comment") == (4, 4, 0)
    assert all_there_is() == before
