"""Turns of the weekly letter: the same minute each week, in the day of the reader, spread."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.letters.schedule.weekly_schedule import next_due
from app.letters.shapes import TIME_ZONES

pytestmark = pytest.mark.no_app
MONDAY = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
PARIS = "Europe/Paris"


@pytest.mark.parametrize("zone", TIME_ZONES)
def test_it_comes_by_day_from_tuesday_to_thursday(zone: str):
    for account_id in range(1, 400):
        turn = next_due(account_id, zone, after=MONDAY)
        local = turn.astimezone(ZoneInfo(zone))
        assert local.weekday() in {1, 2, 3}
        assert 9 <= local.hour < 18
        assert MONDAY < turn <= MONDAY + timedelta(days=7)
        assert turn.tzinfo is UTC


@pytest.mark.parametrize("account_id", [1, 77, 12_345])
def test_the_next_is_a_week_later_on_the_wall_also_when_clocks_change(account_id: int):
    zone = ZoneInfo(PARIS)
    first = next_due(account_id, PARIS, after=datetime(2026, 3, 23, tzinfo=UTC))
    second = next_due(account_id, PARIS, after=first)
    assert second.astimezone(zone).replace(tzinfo=None) == first.astimezone(zone).replace(
        tzinfo=None
    ) + timedelta(days=7)
    assert second - first == timedelta(days=7) - timedelta(hours=1)  # 29 March
    assert next_due(account_id, PARIS, after=first - timedelta(microseconds=1)) == first


def test_a_hundred_thousand_people_do_not_have_it_at_once():
    turns = Counter(next_due(one, PARIS, after=MONDAY) for one in range(1, 100_001))
    assert len(turns) == 3 * 9 * 60
    assert max(turns.values()) <= 62
