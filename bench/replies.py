"""Replies, each from its form to its answer: by one writer, and by several at once."""

import http.client
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode

from bench.asks import HELLO, THREADS, pairs
from bench.communities import SMALL
from bench.cookies import cookie_of
from bench.load import WrongAnswer, press
from bench.report import Table, figure
from bench.rows import group_of
from bench.servers import Server, Site, serving, serving_hello

REPLIES, WARMING, ROUNDS = 200, 40, 3
CREWS = (1, 8)
"""How many write at once."""
SECONDS = 2
"""For which "hello" is asked before each round."""
TEXT = " ".join(["Chez nous, le trésorier s’en occupe avant l’assemblée générale."] * 7)
COLUMNS = (
    *("site", "writers at once", "replies a second", "p50 ms", "p95 ms", "worst p95 ms"),
    *("slowest ms", "hello a second"),
)
Pair = tuple[int, int]
"""A thread, and somebody who replies to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Round:
    """One round of replies."""

    per_second: float
    seconds: Sequence[float]
    """That each reply took."""
    hello: float

    @property
    def p95(self) -> float:
        """What all but one of twenty replies took at most."""
        return quantiles(self.seconds, n=20)[-1]


def measure(sites: dict[str, Site], folder: Path) -> Table:
    """Measure how long a reply takes to be answered, on each site."""
    rows = []
    for name, site in sites.items():
        with serving_hello(site.processes, folder) as hello, serving(site, folder) as server:
            whose = writing()
            reply_to_each(server.port, list(islice(whose, WARMING)))
            for writers in CREWS:
                rounds = [_round(hello, server, writers, whose) for _ in range(ROUNDS)]
                rows.append((name, figure(writers), *_row(rounds)))
                print(" ", *rows[-1], flush=True)
    says = (
        f"{ROUNDS} rounds of {REPLIES} replies of 65 words, medians; each writer sends one after"
        " another over a connection, nobody twice to the same thread: form, text made into HTML,"
        " rows, counters, notices and search entry committed, page sent on."
    )
    return Table(title="Replies", says=says, columns=COLUMNS, rows=rows)


def writing() -> Iterator[Pair]:
    """Return threads of the group that everybody belongs to, each time with another member."""
    threads = [thread_id for thread_id in SMALL.open_threads(THREADS) if group_of(thread_id) == 1]
    for place, account_id in pairs(len(threads)):
        yield threads[place], account_id


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


def reply_to_each(port: int, whose: Sequence[Pair]) -> list[float]:
    """Reply to one thread after another; return how long each reply takes, in seconds."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    seconds = []
    for thread_id, account_id in whose:
        begun = time.perf_counter()
        post_reply(connection, thread_id, account_id, f"{TEXT} {begun}")
        seconds.append(time.perf_counter() - begun)
    connection.close()
    return seconds


def _round(hello: Server, server: Server, writers: int, whose: Iterator[Pair]) -> _Round:
    """Ask "hello", then let the writers write."""
    at_ease = press(hello.port, HELLO, seconds=SECONDS, size=1).per_second
    shares = list(islice(whose, REPLIES))
    begun = time.perf_counter()
    with ThreadPoolExecutor(writers) as pool:
        shared = [shares[writer::writers] for writer in range(writers)]
        seconds = [
            one for some in pool.map(partial(reply_to_each, server.port), shared) for one in some
        ]
    per_second = REPLIES / (time.perf_counter() - begun)
    return _Round(per_second=per_second, seconds=seconds, hello=at_ease)


def _row(rounds: Sequence[_Round]) -> tuple[str, ...]:
    """Return the figures of some rounds."""
    p95s = [one.p95 for one in rounds]
    milliseconds = (
        median(median(one.seconds) for one in rounds),
        median(p95s),
        max(p95s),
        max(second for one in rounds for second in one.seconds),
    )
    return (
        figure(median(one.per_second for one in rounds)),
        *(figure(1000 * seconds) for seconds in milliseconds),
        figure(median(one.hello for one in rounds)),
    )
