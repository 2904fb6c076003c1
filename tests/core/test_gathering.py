"""Topics where people gather, and those that there are not."""

import pytest

from app.core.topics import shows_presence


@pytest.mark.usefixtures("app")
def test_nobody_gathers_where_there_is_nothing():
    assert shows_presence("forum.thread:1")
    assert not shows_presence("forum.list:1")
    assert not shows_presence("tests.nothing:1")
    assert not shows_presence("x")
