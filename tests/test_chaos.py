"""The site under fire, in short: `make chaos` goes on for ten minutes."""

import subprocess
import sys

import pytest

from tests.machine import find_postgres, find_program
from tests.tree import ROOT

pytestmark = [pytest.mark.no_app, pytest.mark.postgres, pytest.mark.redis, pytest.mark.slow]


def test_nothing_is_lost_doubled_or_shown_to_others_whatever_befalls_the_site():
    find_postgres()
    find_program("redis-server")
    done = subprocess.run(
        [sys.executable, "-m", "bench.chaos", "12", "1"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
