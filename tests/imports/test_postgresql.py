"""The same on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.factories.groups import make_group
from tests.imports.bringing import all_there_is, bring, counts_of
from tests.imports.dumps import write_dump
from tests.imports.test_again import FILES, Stopped, stopping_after
from tests.postgres import app_on_postgres

pytestmark = pytest.mark.no_app


@pytest.fixture
def pg_app(postgres_url: str, tmp_path: Path) -> Iterator[Flask]:
    """Return an application on PostgreSQL, its jobs run on the spot."""
    with app_on_postgres(postgres_url, tmp_path) as app:
        yield app


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
