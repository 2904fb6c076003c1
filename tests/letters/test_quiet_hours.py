"""Quiet hours: in the zone of the reader, across midnight, on the nights when clocks change."""

from datetime import UTC, datetime

import pytest

from app.letters.schedule.quiet_hours import end_of_quiet
from app.letters.shapes import TIME_ZONES, Quiet

pytestmark = pytest.mark.no_app

PARIS = "Europe/Paris"


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "begin", "end", "zone", "expected"),
    [
        ("2026-01-10T12:00", 21, 8, PARIS, None),
        ("2026-01-10T19:59", 21, 8, PARIS, None),
        ("2026-01-10T20:00", 21, 8, PARIS, "2026-01-11T07:00"),
        ("2026-01-10T23:30", 21, 8, PARIS, "2026-01-11T07:00"),
        ("2026-01-11T06:59", 21, 8, PARIS, "2026-01-11T07:00"),
        ("2026-01-11T07:00", 21, 8, PARIS, None),
        ("2026-07-10T18:59", 21, 8, PARIS, None),
        ("2026-07-10T19:00", 21, 8, PARIS, "2026-07-11T06:00"),
        ("2026-03-28T20:30", 21, 8, PARIS, "2026-03-29T06:00"),
        ("2026-10-24T19:30", 21, 8, PARIS, "2026-10-25T07:00"),
        ("2026-03-28T23:30", 21, 2, PARIS, "2026-03-29T01:00"),
        ("2026-10-25T00:30", 21, 3, PARIS, "2026-10-25T02:00"),
        ("2026-10-25T01:30", 21, 3, PARIS, "2026-10-25T02:00"),
        ("2026-12-31T22:30", 21, 8, PARIS, "2027-01-01T07:00"),
        ("2026-01-10T12:00", 12, 14, PARIS, "2026-01-10T13:00"),
        ("2026-01-10T13:00", 12, 14, PARIS, None),
        ("2026-01-10T22:00", 8, 8, PARIS, None),
        ("2026-01-10T17:00", 21, 8, "Indian/Reunion", "2026-01-11T04:00"),
        ("2026-01-10T17:00", 21, 8, "America/Martinique", None),
        ("2026-01-10T01:00", 21, 8, "America/Martinique", "2026-01-10T12:00"),
    ],
)
def test_the_quiet_ends_when_the_clock_of_the_reader_says_so(
    moment: str, begin: int, end: int, zone: str, expected: str | None
):
    quiet = Quiet(begin=begin, end=end, time_zone=zone)
    assert end_of_quiet(_utc(moment), quiet) == (_utc(expected) if expected else None)


@pytest.mark.parametrize("zone", TIME_ZONES)
def test_every_zone_on_offer_is_known(zone: str):
    end_of_quiet(_utc("2026-01-10T12:00"), Quiet(time_zone=zone))
