"""Topics where people gather, and those that there are not."""

import pytest

from app.core.topics import is_gathering


@pytest.mark.usefixtures("app")
def test_nobody_gathers_where_there_is_nothing():
    assert is_gathering("forum.thread:1")
    assert not is_gathering("forum.list:1")
    assert not is_gathering("tests.nothing:1")
    assert not is_gathering("x")
