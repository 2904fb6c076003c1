"""An import that is killed without warning, several times, comes to the same in the end."""

from random import SystemRandom

import pytest

from tests.imports.sites import make_site
from tests.real.data import real

pytestmark = [pytest.mark.no_app, pytest.mark.slow]

KILLS = 3


def table_of(printed: str) -> list[list[str]]:
    """Return the table of a report: what was read, brought and left out of each kind."""
    lines = [line.rsplit(maxsplit=4) for line in printed.splitlines()]
    return [
        [label, read, brought, left]
        for label, read, brought, _before, left in (line for line in lines if len(line) == 5)
        if read.isdigit() and brought.isdigit()
    ]


def test_killed_at_any_moment_and_run_again_it_is_the_same(tmp_path):
    dump = real("qa-stackexchange-conlang-meta")
    whole = make_site(tmp_path / "whole")
    expected = table_of(whole.run(dump))
    most = whole.key_count()
    assert len(expected) == 10

    broken = make_site(tmp_path / "broken")
    aims = sorted(SystemRandom().sample(range(most * 9 // 10), KILLS))
    left = [broken.kill_after(dump, aim) for aim in aims]
    assert max(left) < most, aims
    assert table_of(broken.run(dump)) == expected, aims
    assert broken.everything() == whole.everything(), aims
