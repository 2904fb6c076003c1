"""Measure load, growth and fan-out, and write bench/RESULTS.md: `python -m bench`.

`python -m bench pages fanout` measures these parts alone, prints them, and writes nothing.
"""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import fanout, large_group, pages, replies, texts
from bench.communities import LARGE, SMALL, postgres_communities, sqlite_community
from bench.report import Table, write
from bench.servers import Site, redis_server

PARTS = ("pages", "replies", "fanout", "group", "texts")
ALONE = "one process, SQLite"
GROWN = "two processes, PostgreSQL, Redis"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sites:
    """The two ways to serve the site, each over a small community and a large one."""

    alone: tuple[Site, Site]
    grown: tuple[Site, Site]


def main(parts: list[str]) -> None:
    """Measure the parts that were asked for."""
    with TemporaryDirectory() as place, _sites(Path(place)) as sites:
        Path(place).chmod(0o711)  # PostgreSQL has folders in it, under a name of its own
        tables = list(_tables(parts or [*PARTS], sites, Path(place)))
    if parts:
        print(*tables, sep="\n")
    else:
        write(tables)


def _tables(parts: list[str], sites: _Sites, folder: Path) -> Iterator[Table]:
    """Return the table of each part."""
    small = {ALONE: sites.alone[0], GROWN: sites.grown[0]}
    for part in parts:
        print(part, flush=True)
        if part == "pages":
            yield pages.measure(f"Pages: {ALONE}", *sites.alone, folder)
            yield pages.measure(f"Pages: {GROWN}", *sites.grown, folder)
        elif part == "replies":
            yield replies.measure(small, folder)
        elif part == "fanout":
            yield fanout.measure(small, folder)
        elif part == "group":
            yield large_group.measure(folder)
        elif part == "texts":
            yield texts.measure()
        else:
            sys.exit(f"There is no part “{part}”: {', '.join(PARTS)}.")


@contextmanager
def _sites(folder: Path) -> Iterator[_Sites]:
    """Prepare the databases and Redis. What is written to SQLite goes to copies."""
    files = []
    for seed in (SMALL, LARGE):
        kept = Path(sqlite_community(seed).removeprefix("sqlite:///"))
        files.append(Path(shutil.copy(kept, folder)) if seed is SMALL else kept)
    with (
        redis_server(folder) as redis_url,
        postgres_communities(SMALL, LARGE) as addresses,
    ):
        alone = [Site(database_url=f"sqlite:///{path}") for path in files]
        grown = [
            Site(database_url=address, processes=2, redis_url=redis_url) for address in addresses
        ]
        yield _Sites(alone=(alone[0], alone[1]), grown=(grown[0], grown[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
