"""Who may ask whom, and when: the table of docs/rooms/friends.md."""

from datetime import UTC, datetime, timedelta

import pytest

from app.core.viewer import GUEST, Right, Viewer
from app.friends import policy

ME, OTHER = 1, 2
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)

pytestmark = pytest.mark.no_app


@pytest.mark.parametrize(
    ("viewer", "oneself", "other"),
    [
        (GUEST, False, False),
        (Viewer(account_id=ME), False, True),
        (Viewer(account_id=ME, rights=frozenset(Right)), False, True),
    ],
)
def test_have_friends(viewer: Viewer, oneself, other):
    assert policy.may_have_friends(viewer, ME) is oneself
    assert policy.may_have_friends(viewer, OTHER) is other


@pytest.mark.parametrize(
    ("days", "again_in"), [(None, None), (0, 30), (29, 1), (30, None), (400, None)]
)
def test_asking_again_takes_thirty_days_from_asking(days, again_in):
    asked_at = None if days is None else NOW - timedelta(days=days)
    expected = None if again_in is None else NOW + timedelta(days=again_in)
    assert policy.ask_again_at(asked_at, NOW) == expected
