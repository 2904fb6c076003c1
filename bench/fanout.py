"""From the form of a reply to the last of many browsers that watch its thread."""

import http.client
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from bench.replies import post_reply, writing
from bench.report import Table, figure
from bench.rows import ACCOUNTS
from bench.servers import ROOT, Server, Site, memory_of, serving, tree_of

CROWDS = (200, 1_000, 5_000)
REPLIES = 9
PAUSE_SECONDS = 1.0
COLUMNS = ("site", "sockets", "half have it, ms", "last has it, ms", "MiB", "kB a socket")


def measure(sites: dict[str, Site], folder: Path) -> Table:
    """Measure each crowd on each site."""
    rows = []
    for name, site in sites.items():
        for count in CROWDS:
            rows.append((name, *_row(site, count, folder)))
            print(" ", *rows[-1], flush=True)
    says = (
        f"Every socket is another member. {REPLIES} replies, medians: from before the form is sent"
        " to the moment the browsers, all in one process of the same machine, have read the event"
        " with the rendered post. Memory of all processes of the site, with the sockets open."
    )
    return Table(title="Fan-out", says=says, columns=COLUMNS, rows=rows)


def _row(site: Site, count: int, folder: Path) -> tuple[str, ...]:
    """Measure one crowd."""
    thread_id, _account_id = next(writing())
    with serving(site, folder) as server:
        _warm(server, thread_id)
        empty = memory_of(tree_of(server.pid))
        with crowd_of(server, f"forum.thread:{thread_id}", count) as crowd:
            halves, lasts = zip(*_heard(server, crowd, thread_id), strict=True)
            full = memory_of(tree_of(server.pid))
    return (
        figure(count),
        figure(1000 * median(halves)),
        figure(1000 * median(lasts)),
        figure(full / 2**20),
        figure((full - empty) / count / 1000),
    )


def _warm(server: Server, thread_id: int) -> None:
    """Reply once, so that each process has loaded what it needs before its memory is read."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    post_reply(connection, thread_id, ACCOUNTS, "Bonjour.")
    connection.close()


@contextmanager
def crowd_of(
    server: Server, topic: str, count: int, event: str = "post.added"
) -> "Iterator[subprocess.Popen[str]]":
    """Keep browsers waiting for an event; a line of moments comes when all have heard it."""
    command = [sys.executable, "-m", "bench.crowd", str(server.port), topic, str(count), event]
    crowd = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        if _line(crowd) != "ready\n":
            raise RuntimeError(count)
        yield crowd
    finally:
        crowd.kill()
        crowd.wait()


def _heard(
    server: Server, crowd: "subprocess.Popen[str]", thread_id: int
) -> Iterator[tuple[float, float]]:
    """Reply; return after how many seconds half of the crowd had each reply, and the last one."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    for number in range(REPLIES):
        time.sleep(PAUSE_SECONDS)
        begun = time.monotonic()
        post_reply(
            connection, thread_id, ACCOUNTS - number, f"Voici ce que nous faisons, {number}."
        )
        moments = moments_of(crowd)
        yield median(moments) - begun, max(moments) - begun
    connection.close()


def moments_of(crowd: "subprocess.Popen[str]") -> list[float]:
    """Wait until all have heard the next event; return when each did."""
    moments: list[float] = json.loads(_line(crowd))
    return moments


def _line(crowd: "subprocess.Popen[str]") -> str:
    """Return the next line that the crowd prints."""
    return crowd.stdout.readline() if crowd.stdout else ""
