"""Days of the calendar."""

from datetime import date

import pytest

from app.core.days import months_later

pytestmark = pytest.mark.no_app


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 29), 6, date(2027, 5, 29)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 6, 1), 6, date(2026, 12, 1)),
    ],
)
def test_a_day_so_many_months_later_is_one_of_the_calendar(day: date, months: int, later: date):
    assert months_later(day, months) == later
