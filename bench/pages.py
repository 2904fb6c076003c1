"""How many pages a second: home, list, thread and search, for visitors and for members."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.asks import HELLO, THREADS, asks_of
from bench.communities import LARGE, SMALL
from bench.load import Ask, Load, check, press
from bench.report import Table, figure
from bench.servers import Server, Site, memory_of, serving, serving_hello, tree_of

ROUNDS = 7
SECONDS = 2
WARMING_SECONDS = 12
_PACKED = 20
"""Pages that are weighed compressed."""
_Page = tuple[str, Iterator[Ask], Iterator[Ask]]
"""Its name, and what is asked of the small community and of the large one, without end."""
COLUMNS = (
    *("page", "a second", "p50 ms", "p99 ms", "× hello", "bytes", "gzip"),
    "a second, a million posts",
    "million ÷ ten thousand",
)


class _Size(NamedTuple):
    """How many bytes an answer has, as it is and compressed."""

    plain: int
    packed: int


class _Turn(NamedTuple):
    """One round of one page."""

    hello: Load
    few: Load
    many: Load


class Paced(NamedTuple):
    """What was measured of one page: medians of the rounds."""

    load: Load
    of_hello: float
    """Its rate as a part of the rate of "hello"."""
    size: _Size


def measure(title: str, small: Site, large: Site, folder: Path) -> Table:
    """Measure all pages of a community of each size, side by side with "hello"."""
    with (
        serving_hello(small.processes, folder) as hello,
        serving(small, folder) as few,
        serving(large, folder) as many,
    ):
        of_few, of_many = asks_of(SMALL), asks_of(LARGE)
        pages = [(name, asks, of_many[name]) for name, asks in of_few.items()]
        sizes = [_warm(few, many, page) for page in pages]
        rounds = [
            [_turn(hello, few, many, page, size) for page, size in zip(pages, sizes, strict=True)]
            for _round in _rounds()  # each page in each: the machine's moods last for minutes
        ]
        rows = [
            _row(name, *_paced(turns, size))
            for (name, *_), size, *turns in zip(pages, sizes, *rounds, strict=True)
        ]
        used = memory_of(tree_of(few.pid)) / 2**20
    says = (
        f"{ROUNDS} rounds of {SECONDS} seconds each, medians; wrk with 2 threads and 32"
        f" connections, {THREADS} threads of 20 posts and 2 000 members in rotation, no pair of"
        " them twice, nor a new search; the first columns at ten thousand posts. What is kept was"
        f" made before. The processes that serve ten thousand posts took {used:.0f} MiB."
    )
    return Table(title=title, says=says, columns=COLUMNS, rows=rows)


def _rounds() -> Iterator[int]:
    """Count the rounds aloud."""
    for number in range(1, ROUNDS + 1):
        print(f"  round {number} of {ROUNDS}", flush=True)
        yield number


def _warm(few: Server, many: Server, page: _Page) -> tuple[_Size, _Size]:
    """Have both communities make what they keep; return the size of the page in each."""
    sizes = []
    for server, asks in zip((few, many), page[1:], strict=True):
        packed = [replace(ask, encoding="gzip") for ask in islice(asks, _PACKED)]
        size = check(server.port, list(islice(asks, THREADS)))
        sizes.append(_Size(plain=size, packed=check(server.port, packed)))
        press(server.port, asks, seconds=WARMING_SECONDS, size=0)
    return sizes[0], sizes[1]


def _turn(
    hello: Server, few: Server, many: Server, page: _Page, sizes: tuple[_Size, _Size]
) -> _Turn:
    """Ask "hello" and both communities, one after another."""
    _name, of_few, of_many = page
    return _Turn(
        hello=press(hello.port, HELLO, seconds=SECONDS, size=1),
        few=press(few.port, of_few, seconds=SECONDS, size=sizes[0].plain),
        many=press(many.port, of_many, seconds=SECONDS, size=sizes[1].plain),
    )


def _paced(turns: Sequence[_Turn], sizes: tuple[_Size, _Size]) -> tuple[Paced, Load, float]:
    """Return the medians of a page.

    Returns:
        What was measured of each community, and the rate of the large one as a part of the other.
    """
    growth = median(turn.many.per_second / turn.few.per_second for turn in turns)
    of_hello = median(turn.few.per_second / turn.hello.per_second for turn in turns)
    few = Paced(load=_middle([turn.few for turn in turns]), of_hello=of_hello, size=sizes[0])
    return few, _middle([turn.many for turn in turns]), growth


def _middle(loads: list[Load]) -> Load:
    """Return the median round."""
    return sorted(loads, key=lambda load: load.per_second)[len(loads) // 2]


def _row(name: str, few: Paced, many: Load, growth: float) -> tuple[str, ...]:
    """Return the line of a page."""
    return (
        name,
        figure(few.load.per_second),
        figure(few.load.p50_ms),
        figure(few.load.p99_ms),
        f"{few.of_hello:.2f}",
        figure(few.size.plain),
        figure(few.size.packed),
        figure(many.per_second),
        f"{growth:.2f}",
    )
