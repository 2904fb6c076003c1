"""How many pages a second: home, list, thread and search, for visitors and for members."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.communities import LARGE, SMALL
from bench.cookies import cookie_of
from bench.load import Ask, Load, check, press
from bench.report import Table, figure
from bench.rows import WRITERS, url_of
from bench.seed import Seed
from bench.servers import Server, Site, memory_of, serving, serving_hello, tree_of
from bench.words import COMMON_WORD

THREADS = 500
"""Threads in rotation."""
ROUNDS = 5
SECONDS = 2
HELLO = (Ask(path="/"),)
COLUMNS = (
    *("page", "a second", "p50 ms", "p99 ms", "× hello", "bytes", "gzip"),
    "a second, a million posts",
    "million ÷ ten thousand",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paced:
    """What was measured of one page: medians of the rounds."""

    load: Load
    of_hello: float
    """Its rate as a part of the rate of "hello"."""
    size: int
    packed_size: int


def measure(title: str, small: Site, large: Site, folder: Path) -> Table:
    """Measure all pages of a community of each size, side by side with "hello"."""
    with (
        serving_hello(small.processes, folder) as hello,
        serving(small, folder) as few,
        serving(large, folder) as many,
    ):
        rows = []
        for name, of_few, of_many in _asks():
            rows.append(_row(name, *_paced(few, many, hello, of_few, of_many)))
            print(" ", *rows[-1], flush=True)
        used = memory_of(tree_of(few.pid)) / 2**20
    says = (
        f"{ROUNDS} rounds of {SECONDS} seconds each, medians; wrk with 2 threads and 32"
        f" connections, {THREADS} threads of 20 posts and as many members in rotation; the first"
        " columns at ten thousand posts. What is kept was made before. The processes that serve ten"
        f" thousand posts took {used:.0f} MiB."
    )
    return Table(title=title, says=says, columns=COLUMNS, rows=rows)


def _asks() -> list[tuple[str, Sequence[Ask], Sequence[Ask]]]:
    """Return what is asked for: by name, of the small community and of the large one."""
    members = [cookie_of(1 + n % WRITERS) for n in range(THREADS)]

    def of_both(name: str, path: str) -> list[tuple[str, Sequence[Ask], Sequence[Ask]]]:
        seen = [Ask(path=path, cookie=cookie) for cookie in members]
        visit = [Ask(path=path)]
        return [(f"{name}, visitor", visit, visit), (f"{name}, signed in", seen, seen)]

    def threads(seed: Seed, *, signed_in: bool) -> list[Ask]:
        paths = map(url_of, seed.open_threads(THREADS))
        cookies = members if signed_in else [""] * THREADS
        return [Ask(path=path, cookie=cookie) for path, cookie in zip(paths, cookies, strict=False)]

    return [
        *(
            (name, threads(SMALL, signed_in=known), threads(LARGE, signed_in=known))
            for name, known in (("thread, visitor", False), ("thread, signed in", True))
        ),
        *of_both("home", "/"),
        *of_both("list", "/questions"),
        *of_both("search for a common word", f"/recherche?q={COMMON_WORD}"),
    ]


def _paced(
    few: Server, many: Server, hello: Server, of_few: Sequence[Ask], of_many: Sequence[Ask]
) -> tuple[Paced, Paced, float]:
    """Ask both communities and "hello" in turn, so that the moods of the machine reach all.

    Returns:
        What was measured of each community, and the rate of the large one as a part of the other.
    """
    sizes = check(few.port, of_few), check(many.port, of_many)
    packed = [
        check(server.port, [Ask(path=one.path, cookie=one.cookie, encoding="gzip") for one in asks])
        for server, asks in ((few, of_few[:20]), (many, of_many[:20]))
    ]
    for server, asks in ((few, of_few), (many, of_many)):
        press(server.port, asks, seconds=_warming(asks), size=0)
    rounds = [
        (
            press(hello.port, HELLO, seconds=SECONDS, size=1),
            press(few.port, of_few, seconds=SECONDS, size=sizes[0]),
            press(many.port, of_many, seconds=SECONDS, size=sizes[1]),
        )
        for _round in range(ROUNDS)
    ]
    first, second = (
        Paced(
            load=sorted((one[place] for one in rounds), key=lambda load: load.per_second)[
                ROUNDS // 2
            ],
            of_hello=median(one[place].per_second / one[0].per_second for one in rounds),
            size=sizes[place - 1],
            packed_size=packed[place - 1],
        )
        for place in (1, 2)
    )
    growth = median(large.per_second / small.per_second for _hello, small, large in rounds)
    return first, second, growth


def _warming(asks: Sequence[Ask]) -> int:
    """Return for how many seconds to ask first, so that each process has made what it keeps."""
    return 3 + len({ask.path for ask in asks}) // 25


def _row(name: str, few: Paced, many: Paced, growth: float) -> tuple[str, ...]:
    """Return the line of a page."""
    return (
        name,
        figure(few.load.per_second),
        figure(few.load.p50_ms),
        figure(few.load.p99_ms),
        f"{few.of_hello:.2f}",
        figure(few.size),
        figure(few.packed_size),
        figure(many.load.per_second),
        f"{growth:.2f}",
    )
