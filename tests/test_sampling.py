"""A run takes a part of the long walks, and all of them together take every station."""

import pytest

from tests.sampling import SHARE, stations

pytestmark = pytest.mark.no_app
WALKS = [[f"a[{n}]" for n in range(30)], [f"b[{n}]" for n in range(2)], ["c[0]"]]


def test_a_third_of_each_walk_is_drawn_and_never_none():
    drawn = stations(WALKS, seed=7)
    assert [len(drawn & set(walk)) for walk in WALKS] == [30 // SHARE, 1, 1]


def test_the_same_seed_draws_the_same_whatever_the_order_of_the_tests():
    assert stations(WALKS, seed=7) == stations([walk[::-1] for walk in WALKS[::-1]], seed=7)
    assert stations(WALKS, seed=7) != stations(WALKS, seed=8)


def test_in_some_runs_every_station_is_taken():
    taken = set().union(*(stations(WALKS, seed=seed) for seed in range(40)))
    assert taken == {station for walk in WALKS for station in walk}
