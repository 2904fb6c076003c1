"""What is kept of pages takes the memory it may take, whatever strangers ask for."""

import subprocess
import sys

import pytest

from tests.tree import ROOT

pytestmark = [pytest.mark.no_app, pytest.mark.slow]

MORE_MIB = 134
"""What a process may grow by under 30,000 addresses that nobody asks for twice."""
ASK = """
import re
from pathlib import Path
from app.web.fragments import Fragments
from app.web.kept_requests import RequestKey
from app.web.visitor_cache import Kept, VisitorCache

def used():
    return int(re.search(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024

pages, pieces = VisitorCache(), Fragments()
before = used()
for number in range(30_000):
    query = f"etiquette={number}" + "a" * SIZE
    key = RequestKey(f"h{number}.example", "http", "/questions", query, "fr", "gzip", "")
    headers = [(f"Name-{each}", f"{number}-{each}" + "b" * 60) for each in range(12)]
    kept = Kept(headers, b"c" * (SIZE + number % 7), frozenset({"lists", f"group:{number}"}))
    pages.keep(key, kept, generation=0)
    pieces.find_or_make(("home.hits", number, query), lambda: b"d" * (SIZE + number % 7))
print(used() - before)
"""


@pytest.mark.parametrize("size", [10, 1_000, 9_000])
def test_thirty_thousand_addresses_take_no_more_than_they_may(size):
    asked = [sys.executable, "-c", f"SIZE = {size}\n{ASK}"]
    said = subprocess.run(asked, cwd=ROOT, check=True, capture_output=True, text=True)
    assert 20 < float(said.stdout) < MORE_MIB
