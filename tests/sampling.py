"""Long walks: each run takes a third of their stations, drawn anew. `FULL=1` takes them all.

A walk is one promise kept at many stations: every page, say. Which ones a run takes follows from
the seed that it prints (`--randomly-seed=…` takes the same again).
"""

import math
import os
import random
from collections import defaultdict
from collections.abc import Iterable

import pytest

SHARE = 3


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the stations that are not drawn."""
    walks: defaultdict[str, list[str]] = defaultdict(list)
    for item in items:
        if item.get_closest_marker("walk"):
            walks[item.nodeid.partition("[")[0]].append(item.nodeid)
    drawn = part_of(walks.values(), config)
    left_out = [
        item for item in items if item.get_closest_marker("walk") and item.nodeid not in drawn
    ]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def part_of(walks: Iterable[Iterable[str]], config: pytest.Config) -> set[str]:
    """Return the stations that this run takes; for walks that are one test."""
    if os.environ.get("FULL"):
        return {station for walk in walks for station in walk}
    return stations(walks, seed=config.getoption("randomly_seed", 0))


def stations(walks: Iterable[Iterable[str]], *, seed: object) -> set[str]:
    """Return a third of each walk, at least one station; the same for the same seed."""
    drawing = random.Random(f"{seed}")  # noqa: S311 - it draws lots
    return {
        station
        for walk in sorted(map(sorted, walks))
        for station in drawing.sample(walk, math.ceil(len(walk) / SHARE))
    }
