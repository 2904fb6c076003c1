"""Pages that are asked for while somebody writes, beside the same pages while nobody does."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median

from bench.asks import HELLO, THREADS, asks_of
from bench.communities import SMALL
from bench.load import Ask, Load, press
from bench.replies import Pair, reply_to_each, writing
from bench.report import Table, figure
from bench.servers import Server, Site, serving, serving_hello

PAGES = (
    *("thread, visitor", "thread, signed in", "home, visitor", "home, signed in"),
    "search never asked, signed in",
)
ROUNDS, SECONDS, WARMING_SECONDS, PER_SECOND = 3, 3, 16, 5
"""Replies are sent five a second, or as fast as they are answered."""
COLUMNS = (
    *("site", "page", "a second, nobody writes", "× hello", "a second", "p50 ms", "p99 ms"),
    *("× hello", "a reply, p50 ms"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """One round of one page."""

    hello: Load
    quiet: Load
    loud: Load
    replies: list[float]
    """Seconds that each reply took."""


def measure(sites: dict[str, Site], folder: Path) -> Table:
    """Measure some pages on each site."""
    rows = []
    for name, site in sites.items():
        with serving_hello(site.processes, folder) as hello, serving(site, folder) as server:
            asks, whose = asks_of(SMALL), writing()
            for page in PAGES:
                press(server.port, asks[page], seconds=WARMING_SECONDS, size=0)
                turns = [_turn(hello, server, asks[page], whose) for _ in range(ROUNDS)]
                rows.append((name, page, *_row(turns)))
                print(" ", *rows[-1], flush=True)
    says = (
        f"{ROUNDS} rounds of {SECONDS} seconds, medians, at ten thousand posts: “hello”, the page"
        f" while nobody writes, and while a member replies {PER_SECOND} times a second, each time"
        f" in another of the threads that are read. {THREADS} threads in rotation; members and"
        " threads meet in pairs that do not repeat, and no search is asked twice."
    )
    return Table(title="Pages while somebody writes", says=says, columns=COLUMNS, rows=rows)


def _turn(hello: Server, server: Server, asks: Iterator[Ask], whose: Iterator[Pair]) -> _Turn:
    """Ask "hello", the page at rest, and the page while somebody writes."""
    at_ease = press(hello.port, HELLO, seconds=SECONDS, size=1)
    quiet = press(server.port, asks, seconds=SECONDS, size=0)
    with _somebody_writing(server, whose) as replies:
        loud = press(server.port, asks, seconds=SECONDS, size=0)
    return _Turn(hello=at_ease, quiet=quiet, loud=loud, replies=replies)


@contextmanager
def _somebody_writing(server: Server, whose: Iterator[Pair]) -> Iterator[list[float]]:
    """Have replies sent; when it ends, they are as many as could be, each with its seconds."""
    replies: list[float] = []
    is_over = threading.Event()

    def write() -> None:
        while not is_over.wait(max(0.0, 1 / PER_SECOND - (replies[-1] if replies else 0.0))):
            replies.extend(reply_to_each(server.port, list(islice(whose, 1))))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield replies
    finally:
        is_over.set()
        writer.join()


def _row(turns: list[_Turn]) -> tuple[str, ...]:
    """Return the figures of a page."""
    return (
        figure(median(turn.quiet.per_second for turn in turns)),
        f"{median(turn.quiet.per_second / turn.hello.per_second for turn in turns):.2f}",
        figure(median(turn.loud.per_second for turn in turns)),
        figure(median(turn.loud.p50_ms for turn in turns)),
        figure(median(turn.loud.p99_ms for turn in turns)),
        f"{median(turn.loud.per_second / turn.hello.per_second for turn in turns):.2f}",
        figure(1000 * median(seconds for turn in turns for seconds in turn.replies)),
    )
