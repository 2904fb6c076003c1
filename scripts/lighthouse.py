"""Judge the main pages as Lighthouse sees them on a phone; fail below 95.

Each page is opened three times, and the middle mark of each kind counts. `make lighthouse`;
with `VERBOSE=1` it says what keeps a page from full marks.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen

from scripts.demo_site import ROOT, Site, demo_site, find_chromium

LEAST = 95
TIMES = 3
TRIES = 4
"""Lighthouse at times misses the beginning of a page (NO_NAVSTART), and asks to be run again."""
KINDS = ("performance", "accessibility", "best-practices", "seo")
PAGES = {
    "home": "/",
    "list": "/questions",
    "thread": "/questions/15",
    "ask": "/questions/nouvelle",
    "blog": "/blog",
    "article": "/blog/cent-vingt-benevoles-un-grand-pre-un-seul",
}
"""Name → address."""
FOR_MEMBERS = {"ask"}
"""Seen by one; kept from search engines on purpose, which is no fault."""
GREEN = 0.9
"""From here on Lighthouse is content with one audit."""
CHROMIUM = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run"

Marks = Mapping[str, int]
"""Kind → mark out of 100."""


def main() -> int:
    """Print a table; return 1 when a mark is too low."""
    with tempfile.TemporaryDirectory() as folder, demo_site(Path(folder)) as site:
        marks = {name: judge(site, name) for name in PAGES}
    print(f"{'page':10}", *(f"{kind:>15}" for kind in KINDS), sep="")
    for name, found in marks.items():
        print(f"{name:10}", *(f"{found[kind]:>15}" for kind in KINDS), sep="")
    return int(min(min(found.values()) for found in marks.values()) < LEAST)


def judge(site: Site, name: str) -> Marks:
    """Open a page several times; return the middle marks."""
    url, wishes = site.url + PAGES[name], []
    if name in FOR_MEMBERS:
        headers = json.dumps({"Cookie": _cookie_of_newcomer(site)})
        wishes = [f"--extra-headers={headers}", "--skip-audits=is-crawlable"]
    else:
        url = urlopen(url).geturl()  # noqa: S310 - our own address
    found = [_marks(url, wishes) for _time in range(TIMES)]
    return {kind: int(statistics.median(one[kind] for one in found)) for kind in KINDS}


def _marks(url: str, wishes: list[str]) -> Marks:
    """Open a page once, on a phone with a slow line."""
    command = [
        "node",
        "node_modules/lighthouse/cli/index.js",
        url,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(KINDS)}",
        f"--chrome-flags={CHROMIUM}",
        *wishes,
    ]
    report = json.loads(_said(command))
    if os.environ.get("VERBOSE") == "1":
        print(url, *_faults(report["audits"]), sep="\n  ", file=sys.stderr)
    return {kind: round(100 * report["categories"][kind]["score"]) for kind in KINDS}


def _said(command: list[str]) -> bytes:
    """Run Lighthouse, again when it asks for it; return what it said."""
    environ = {**os.environ, "CHROME_PATH": find_chromium()}
    tries = 1
    while True:
        said = subprocess.run(
            command, check=tries == TRIES, cwd=ROOT, env=environ, stdout=subprocess.PIPE
        )
        if said.returncode == 0:
            return said.stdout
        tries += 1


def _faults(audits: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield the audits that a page did not fully pass."""
    for name, audit in audits.items():
        if audit["score"] is not None and audit["score"] < GREEN:
            yield f"{name}: {audit['score']} {audit.get('displayValue', '')}"


def _cookie_of_newcomer(site: Site) -> str:
    """Sign up; return the cookie."""
    line = HTTPConnection(urlsplit(site.url).netloc)
    fields = {
        "display_name": "Ariane Phare",
        "email": "ariane@example.org",
        "password": "trois chaises pliantes",
        "accept_rules": "y",
    }
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    line.request("POST", "/inscription", urlencode(fields), kind)
    cookie = line.getresponse().getheader("Set-Cookie") or ""
    line.close()
    return cookie.split(";")[0]


if __name__ == "__main__":
    sys.exit(main())
