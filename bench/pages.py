"""How many pages a second: home, list, thread and search, for visitors and for members."""

from collections.abc import Iterator, Sequence
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
ROUNDS = 9
SECONDS = 2
HELLO = (Ask(path="/"),)
_Page = tuple[str, Sequence[Ask], Sequence[Ask]]
"""Its name, and what is asked of the small community and of the large one."""
COLUMNS = (
    *("page", "a second", "p50 ms", "p99 ms", "× hello", "bytes", "gzip"),
    "a second, a million posts",
    "million ÷ ten thousand",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Size:
    """How many bytes an answer has, as it is and compressed."""

    plain: int
    packed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """One round of one page."""

    hello: Load
    few: Load
    many: Load


@dataclass(frozen=True, slots=True, kw_only=True)
class Paced:
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
        pages = _asks()
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
        f" connections, {THREADS} threads of 20 posts and as many members in rotation; the first"
        " columns at ten thousand posts. What is kept was made before. The processes that serve ten"
        f" thousand posts took {used:.0f} MiB."
    )
    return Table(title=title, says=says, columns=COLUMNS, rows=rows)


def _rounds() -> Iterator[int]:
    """Count the rounds aloud."""
    for number in range(1, ROUNDS + 1):
        print(f"  round {number} of {ROUNDS}", flush=True)
        yield number


def _asks() -> list[_Page]:
    """Return what is asked for."""
    members = [cookie_of(1 + n % WRITERS) for n in range(THREADS)]

    def of_both(name: str, path: str) -> list[_Page]:
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


def _warm(few: Server, many: Server, page: _Page) -> tuple[_Size, _Size]:
    """Have both communities make what they keep; return the size of the page in each."""
    sizes = []
    for server, asks in zip((few, many), page[1:], strict=True):
        packed = [Ask(path=one.path, cookie=one.cookie, encoding="gzip") for one in asks[:20]]
        sizes.append(_Size(plain=check(server.port, asks), packed=check(server.port, packed)))
        press(server.port, asks, seconds=_warming(asks), size=0)
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


def _warming(asks: Sequence[Ask]) -> int:
    """Return for how many seconds to ask first, so that each process has made what it keeps."""
    return 3 + len({ask.path for ask in asks}) // 25


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
