"""Measure load, growth and fan-out, and write bench/RESULTS.md: `python -m bench`.

`python -m bench pages fanout` measures these parts alone and prints them; with `--write` it puts
them into the results, in the place of those that were there.
"""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import articles, disturbed, fanout, large_group, pages, replies, texts
from bench.communities import LARGE, SMALL, postgres_communities, sqlite_community
from bench.report import Table, replace, write
from bench.seed import Seed
from bench.servers import Site, redis_server

PARTS = ("pages", "articles", "replies", "disturbed", "fanout", "group", "texts")
ALONE = "one process, SQLite"
GROWN = "two processes, PostgreSQL, Redis"


def main(parts: list[str], *, is_written: bool = False) -> None:
    """Measure the parts that were asked for."""
    wanted = parts or [*PARTS]
    seeds = (SMALL, LARGE) if "pages" in wanted else (SMALL,)
    with TemporaryDirectory() as place, _sites(Path(place), *seeds) as sites:
        Path(place).chmod(0o711)  # PostgreSQL has folders in it, under a name of its own
        tables = list(_tables(wanted, sites, Path(place)))
    if not parts:
        write(tables)
        return
    print(*tables, sep="\n")
    for table in tables if is_written else ():
        replace(table)


def _tables(parts: list[str], sites: dict[str, list[Site]], folder: Path) -> Iterator[Table]:
    """Return the table of each part."""
    small = {name: of_both[0] for name, of_both in sites.items()}
    for part in parts:
        print(part, flush=True)
        if part == "pages":
            for name, (few, many) in sites.items():
                yield pages.measure(f"Pages: {name}", few, many, folder)
        elif part == "articles":
            yield articles.measure(small, folder)
        elif part == "replies":
            yield replies.measure(small, folder)
        elif part == "disturbed":
            yield disturbed.measure(small, folder)
        elif part == "fanout":
            yield fanout.measure(small, folder)
        elif part == "group":
            yield large_group.measure(folder)
        elif part == "texts":
            yield texts.measure()
        else:
            sys.exit(f"There is no part “{part}”: {', '.join(PARTS)}.")


@contextmanager
def _sites(folder: Path, *seeds: Seed) -> Iterator[dict[str, list[Site]]]:
    """Prepare the two ways to serve the site, each over every community.

    What is written to SQLite goes to copies.
    """
    files = []
    for seed in seeds:
        kept = Path(sqlite_community(seed).removeprefix("sqlite:///"))
        files.append(Path(shutil.copy(kept, folder)) if seed is SMALL else kept)
    with (
        redis_server(folder) as redis_url,
        postgres_communities(*seeds) as addresses,
    ):
        alone = [Site(database_url=f"sqlite:///{path}") for path in files]
        grown = [
            Site(database_url=address, processes=2, redis_url=redis_url) for address in addresses
        ]
        yield {ALONE: alone, GROWN: grown}


if __name__ == "__main__":
    main([one for one in sys.argv[1:] if one != "--write"], is_written="--write" in sys.argv)
