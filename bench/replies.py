"""One reply after another, each from its form to its answer."""

import http.client
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode

from bench.communities import SMALL
from bench.cookies import cookie_of
from bench.load import WrongAnswer
from bench.report import Table, figure
from bench.rows import WRITERS, group_of
from bench.servers import Server, Site, serving

REPLIES, WARMING = 300, 20
COLUMNS = ("site", "p50 ms", "p95 ms", "slowest ms")


def measure(sites: dict[str, Site], folder: Path) -> Table:
    """Measure how long a reply takes to be answered, on each site."""
    rows = []
    for name, site in sites.items():
        with serving(site, folder) as server:
            times = list(_times(server))[WARMING:]
        p95 = quantiles(times, n=20)[-1]
        rows.append((name, *(figure(1000 * one) for one in (median(times), p95, max(times)))))
        print(" ", *rows[-1], flush=True)
    says = (
        f"{REPLIES} replies of 65 words, one after another, over one connection: form, text made"
        " into HTML, rows, counters, notices and search entry committed, page sent on."
    )
    return Table(title="Replies", says=says, columns=COLUMNS, rows=rows)


def post_reply(
    connection: http.client.HTTPConnection, thread_id: int, account_id: int, words: str
) -> None:
    """Send the form below a thread.

    Raises:
        WrongAnswer: it was not taken.
    """
    origin = f"http://127.0.0.1:{connection.port}"
    headers = {
        "Cookie": cookie_of(account_id),
        "Origin": origin,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    path = f"/questions/{thread_id}/reponses"
    connection.request("POST", path, body=urlencode({"body": words}), headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != http.client.SEE_OTHER:
        raise WrongAnswer(answer.status, path, body[:500])


def open_thread_of(place: int) -> int:
    """Return a thread of the group that everybody belongs to."""
    wanted = [thread_id for thread_id in SMALL.open_threads(400) if group_of(thread_id) == 1]
    return wanted[place % len(wanted)]


def _times(server: Server) -> Iterator[float]:
    """Return how long each reply takes, in seconds."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    text = " ".join(["Chez nous, le trésorier s’en occupe avant l’assemblée générale."] * 7)
    for number in range(REPLIES + WARMING):
        begun = time.perf_counter()
        post_reply(connection, open_thread_of(number), 1 + number % WRITERS, f"{text} {number}")
        yield time.perf_counter() - begun
    connection.close()
