"""The present moment, and the one that is told while something of another time is brought in."""

import time
from datetime import UTC, datetime

import pytest

from app.core import clock

pytestmark = pytest.mark.no_app
THEN, BEFORE = datetime(2019, 5, 4, tzinfo=UTC), datetime(2018, 5, 4, tzinfo=UTC)


def test_what_is_done_inside_was_done_at_the_moment_told():
    with clock.as_of(THEN):
        assert clock.now() == THEN
        with clock.as_of(BEFORE):
            assert clock.now() == BEFORE
        assert clock.now() == THEN
    assert abs(time.time() - clock.now().timestamp()) < 60


def test_the_present_comes_back_after_an_error():
    with pytest.raises(ZeroDivisionError), clock.as_of(THEN):
        raise ZeroDivisionError
    assert clock.now() != THEN
