"""What finding costs among a million posts: `python -m bench.search_million <database address>`.

The database must be empty: a file of its own for SQLite, a database of its own for PostgreSQL.
Words are drawn by rank, as in a language: the commonest stands in one post of six.
"""

import bisect
import itertools
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import sqlalchemy as sa

from app import create_app
from app.core import clock
from app.core.db import Base, db
from app.groups.models import Group
from app.search import queries
from app.search.models import SearchEntry
from app.search.shapes import Narrowing
from config import Config

POSTS = 1_000_000
GROUPS = 200
WORDS = 40_000
PORTION = 5_000
RUNS = 25
ASKED: tuple[tuple[str, tuple[int, ...], Narrowing], ...] = (
    ("two rare words", (9000, 12000), Narrowing()),
    ("one common word", (1,), Narrowing()),
    ("two common words", (1, 2), Narrowing()),
    ("four common words", (1, 2, 3, 4), Narrowing()),
    ("common and rare", (1, 9000), Narrowing()),
    ("word of middle rank", (300,), Narrowing()),
    ("two of middle rank", (300, 500), Narrowing()),
    ("common word, one group", (1,), Narrowing(group_id=151)),
    ("common word, solved", (1,), Narrowing(is_solved=True)),
    ("common word, one author", (1,), Narrowing(author_id=77)),
    ("nothing holds all, ten words", (*range(20, 29), 39_999), Narrowing()),
)


def main(address: str) -> None:
    """Fill the database if it is empty, then print one figure per line."""
    app = create_app(Config(data_dir=Path(gettempdir()), database_url=address, secret_key="x" * 40))
    words = _words()
    with app.app_context():
        Base.metadata.create_all(db.engine)
        is_empty = not db.session.scalar(sa.select(SearchEntry.id).limit(1))
        db.session.rollback()  # a reader would keep SQLite from tidying its journal
        if is_empty:
            _fill(words)
        for name, ranks, narrowing in ASKED:
            asked = " ".join(words[rank] for rank in ranks)
            _measure(name, partial(_find, asked, narrowing))
        beginning = words[5][:3]
        _measure("three letters being typed", partial(_find, beginning, is_typing=True))
        title = " ".join(words[rank] for rank in (1, 2, 40, 300, 900, 5000))
        _measure("similar titles", lambda: len(queries.similar(title, group_ids=_groups())))
        phrase = f'"{words[1]} {words[2]}"'
        _measure("two common words side by side", partial(_find, phrase))


def _find(asked: str, narrowing: Narrowing | None = None, *, is_typing: bool = False) -> int:
    """Return how many are found on the first page."""
    found = queries.find(asked, group_ids=_groups(), narrowing=narrowing, is_typing=is_typing)
    return len(found.items)


def _groups() -> sa.Select[int]:
    """Return the groups that are read: nine of ten."""
    return sa.select(Group.id).where(Group.id % 10 != 0)


def _measure(name: str, act: Callable[[], object]) -> None:
    """Print what some runs took, after one that warms up."""
    found = act()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
        db.session.rollback()
    figures = f"quickest {min(times):.0f} ms, median {statistics.median(times):.0f} ms"
    print(f"{name}: {figures}, longest {max(times):.0f} ms, {found} found", flush=True)


def _words() -> list[str]:
    """Return words that are their own stems, the commonest first."""
    syllables = [f"{a}{b}" for a in "bdfgklmnprtv" for b in "aou"]
    made = ("".join(parts) + "k" for parts in itertools.product(syllables, repeat=3))
    return list(itertools.islice(made, 0, WORDS, 1))


def _fill(words: list[str]) -> None:
    """Write a million entries, half of them questions with a title."""
    rng = random.Random(1901)
    weights = list(itertools.accumulate(1 / (rank + 50) for rank in range(len(words))))
    start = time.perf_counter()
    moment = clock.now()
    with db.engine.begin() as connection:
        groups = [
            {"id": n, "slug": f"g{n}", "name": f"G{n}", "created_at": moment}
            for n in range(1, GROUPS + 1)
        ]
        connection.execute(sa.insert(Group), groups)
    for portion in _portions(rng, words, weights):
        with db.engine.begin() as connection:
            connection.execute(sa.insert(SearchEntry), portion)
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    print(f"filled in {time.perf_counter() - start:.0f} s", flush=True)


def _portions(
    rng: random.Random, words: list[str], weights: list[float]
) -> Iterator[list[dict[str, Any]]]:
    """Return the rows, portion by portion."""
    moment = clock.now()

    def drawn(count: int) -> str:
        top = weights[-1]
        return " ".join(words[bisect.bisect(weights, rng.random() * top)] for _ in range(count))

    for first in range(1, POSTS + 1, PORTION):
        rows = []
        for number in range(first, first + PORTION):
            title = drawn(6) if number % 5 == 0 else ""
            text = drawn(rng.choice((15, 30, 60, 120)))
            group = int(GROUPS * rng.random() ** 2) + 1
            solved = number % 7 == 0
            author = rng.randrange(1, 20_000)
            marks = f"=kquestion =sforumthread =g{group} =a{author}"
            rows.append(
                {
                    "subject_kind": "forum.thread",
                    "subject_id": number,
                    "group_id": group,
                    "author_id": None,
                    "kind": "question",
                    "is_solved": solved,
                    "usefulness": rng.choice((0, 0, 0, 1, 5, 30)),
                    "created_at": moment,
                    "title": title,
                    "text": text,
                    "title_words": title,
                    "text_words": text,
                    "marks": f"{marks} =solved" if solved else marks,
                }
            )
        yield rows


if __name__ == "__main__":
    main(sys.argv[1])
