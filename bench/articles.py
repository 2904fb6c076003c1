"""How fast an article is read, beside a thread with as many posts."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.article_rows import ARTICLES, url_of
from bench.asks import HELLO, calls, visits
from bench.communities import SMALL
from bench.load import Ask, Load, check, press
from bench.report import Table, figure
from bench.rows import url_of as url_of_thread
from bench.servers import Server, Site, serving, serving_hello

ROUNDS, SECONDS, WARMING_SECONDS = 7, 2, 8
COLUMNS = ("site", "page", "a second", "p50 ms", "p99 ms", "× hello", "× thread", "bytes")
_WHO: Mapping[str, Callable[[list[str]], Iterator[Ask]]] = {"visitor": visits, "signed in": calls}


class _Turn(NamedTuple):
    """One round: what was asked one after another."""

    hello: Load
    thread: Load
    article: Load


def measure(sites: Mapping[str, Site], folder: Path) -> Table:
    """Measure articles and threads side by side with "hello", in the small community."""
    rows = [row for name, site in sites.items() for row in _of_site(name, site, folder)]
    says = (
        f"{ROUNDS} rounds of {SECONDS} seconds each, medians; {ARTICLES} articles of a thousand"
        f" words with 20 comments each, and as many threads of 20 posts; asked as pages are."
    )
    return Table(title="Articles", says=says, columns=COLUMNS, rows=rows)


def _of_site(name: str, site: Site, folder: Path) -> Iterator[tuple[str, ...]]:
    """Yield the lines of one way to serve the site."""
    articles = [url_of(n) for n in range(1, ARTICLES + 1)]
    threads = [url_of_thread(thread_id) for thread_id in SMALL.open_threads(ARTICLES)]
    with serving_hello(site.processes, folder) as hello, serving(site, folder) as server:
        for who, asks_for in _WHO.items():
            asks = (asks_for(threads), asks_for(articles))
            sizes = [_warm(server, some) for some in asks]
            turns = [
                _Turn(
                    press(hello.port, HELLO, seconds=SECONDS, size=1),
                    *(
                        press(server.port, some, seconds=SECONDS, size=size)
                        for some, size in zip(asks, sizes, strict=True)
                    ),
                )
                for _round in range(ROUNDS)
            ]
            yield _row(name, f"thread, {who}", turns, [turn.thread for turn in turns], sizes[0])
            yield _row(name, f"article, {who}", turns, [turn.article for turn in turns], sizes[1])


def _warm(server: Server, asks: Iterator[Ask]) -> int:
    """Have the site make what it keeps; return the size of a page."""
    size = check(server.port, list(islice(asks, ARTICLES)))
    press(server.port, asks, seconds=WARMING_SECONDS, size=0)
    return size


def _row(name: str, page: str, turns: list[_Turn], loads: list[Load], size: int) -> tuple[str, ...]:
    """Return the line of a page."""
    pairs = list(zip(loads, turns, strict=True))
    return (
        name,
        page,
        figure(median(load.per_second for load in loads)),
        figure(median(load.p50_ms for load in loads)),
        figure(median(load.p99_ms for load in loads)),
        f"{median(load.per_second / turn.hello.per_second for load, turn in pairs):.2f}",
        f"{median(load.per_second / turn.thread.per_second for load, turn in pairs):.2f}",
        figure(size),
    )
