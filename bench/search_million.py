"""What finding costs among a million posts: `python -m bench.search_million <database address>`.

A number after the address fills the site with as many posts instead. The database must be empty:
a file of its own for SQLite, a database of its own for PostgreSQL; `postgresql` instead of an
address starts one and throws it away. Questions are drawn like posts are, three to eight words
long, and asked once each, by a visitor and by somebody signed in. Words are drawn by rank, as in
a language: the commonest stands in one post of six.
"""

import bisect
import itertools
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Any

import sqlalchemy as sa

from app import create_app
from app.accounts.models import Account
from app.accounts.queries import absent_viewer
from app.core import clock
from app.core.db import Base, db
from app.core.viewer import GUEST, Viewer
from app.groups.enums import Role, Visibility
from app.groups.models import Group, Membership
from app.groups.queries import audience_of
from app.search import queries
from app.search.index.word_counts import recount
from app.search.models import SearchEntry
from app.search.shapes import Narrowing
from bench import rows as rows_of
from bench.servers import postgres_server
from config import Config

POSTS = 1_000_000
GROUPS = 200
WORDS = 40_000
PORTION = 5_000
THREAD_LENGTH = 5
"""Posts of a thread: its question, with a title, and answers."""
RUNS = 25
QUESTIONS = 200
ASKED: tuple[tuple[str, tuple[int, ...], Narrowing], ...] = (
    ("two rare words", (9000, 12000), Narrowing()),
    ("one common word", (1,), Narrowing()),
    ("two common words", (1, 2), Narrowing()),
    ("four common words", (1, 2, 3, 4), Narrowing()),
    ("common and rare", (1, 9000), Narrowing()),
    ("word of middle rank", (300,), Narrowing()),
    ("two of middle rank", (300, 500), Narrowing()),
    ("common word, one group", (1,), Narrowing(audience=audience_of(151))),
    ("common word, solved", (1,), Narrowing(is_solved=True)),
    ("common word, one author", (1,), Narrowing(author_id=77)),
    ("nothing holds all, ten words", (*range(20, 29), 39_999), Narrowing()),
)


def main(address: str, posts: int = POSTS) -> None:
    """Fill the database if it is empty, then print one figure per line."""
    app = create_app(
        Config(
            data_dir=Path(gettempdir()),
            database_url=address,
            secret_key="x" * 40,
            are_jobs_immediate=True,
        )
    )
    words = _words()
    with app.app_context():
        Base.metadata.create_all(db.engine)
        is_empty = not db.session.scalar(sa.select(SearchEntry.id).limit(1))
        db.session.rollback()  # a reader would keep SQLite from tidying its journal
        if is_empty:
            _fill(words, posts)
        for who in (GUEST, absent_viewer(1)):
            _measure_questions(words, who)
        for name, ranks, narrowing in ASKED:
            asked = " ".join(words[rank] for rank in ranks)
            _measure(name, partial(_find, asked, narrowing))
        title = " ".join(words[rank] for rank in (1, 2, 40, 300, 900, 5000))
        _measure("similar titles", lambda: len(queries.similar(title, viewer=GUEST)))
        _measure(
            "three letters typed",
            lambda: len(queries.similar(words[5][:3], viewer=GUEST)),
        )
        _measure("two slips", partial(_find, f"{words[700][::-1]}z {words[900][:-1]}x"))
        phrase = f'"{words[1]} {words[2]}"'
        _measure("two common words side by side", partial(_find, phrase))
        _measure("a thousand words", partial(_find, " ".join(words[:1000])))


def _measure_questions(words: list[str], who: Viewer) -> None:
    """Print what many different questions take."""
    rng = random.Random(7)
    weights = _weights(words)
    asked = [_drawn(rng, words, weights, rng.randint(3, 8)) for _ in range(QUESTIONS)]
    times, worked = [], []
    for number, question in enumerate([asked[0], *asked]):
        start, begun = time.perf_counter(), time.process_time()
        queries.find(question, viewer=who)
        if number:  # the first one warms up
            times.append((time.perf_counter() - start) * 1000)
            worked.append((time.process_time() - begun) * 1000)
        db.session.rollback()
    name = "visitor" if who.is_guest else "signed in"
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    own = f"p50 {statistics.median(worked):.0f} ms of this process"
    print(f"{QUESTIONS} questions, {name}: p50 {p50:.0f} ms, p95 {p95:.0f} ms, {own}", flush=True)


def _find(asked: str, narrowing: Narrowing | None = None) -> int:
    """Return how many are found on the first page."""
    found = queries.find(asked, viewer=GUEST, narrowing=narrowing)
    return len(found.page.items)


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


def _weights(words: list[str]) -> list[float]:
    """Return how often words up to each rank stand in texts."""
    return list(itertools.accumulate(1 / (rank + 50) for rank in range(len(words))))


def _drawn(rng: random.Random, words: list[str], weights: list[float], count: int) -> str:
    """Return some words, the common ones oftener."""
    top = weights[-1]
    return " ".join(words[bisect.bisect(weights, rng.random() * top)] for _ in range(count))


def _fill(words: list[str], posts: int) -> None:
    """Write threads of a question and four answers, and count their words."""
    rng = random.Random(1901)
    weights = _weights(words)
    start = time.perf_counter()
    moment = clock.now()
    with db.engine.begin() as connection:
        rows = [
            {
                "id": n,
                "slug": f"g{n}",
                "name": f"G{n}",
                "created_at": moment,
                "visibility": Visibility.PUBLIC if n % 10 else Visibility.MEMBERS,
            }
            for n in range(1, GROUPS + 1)
        ]
        connection.execute(sa.insert(Group), rows)
        connection.execute(sa.insert(Account), list(rows_of.accounts(1)))
        ties = [
            {"group_id": n, "account_id": 1, "role": Role.MEMBER, "joined_at": moment}
            for n in range(10, GROUPS + 1, 20)
        ]
        connection.execute(sa.insert(Membership), ties)
    for portion in _portions(rng, words, weights, posts):
        with db.engine.begin() as connection:
            connection.execute(sa.insert(SearchEntry), portion)
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    recount()
    print(f"filled in {time.perf_counter() - start:.0f} s", flush=True)


def _portions(
    rng: random.Random, words: list[str], weights: list[float], posts: int
) -> Iterator[list[dict[str, Any]]]:
    """Return the rows, portion by portion."""
    moment = clock.now()

    drawn = partial(_drawn, rng, words, weights)
    group = 1
    for first in range(1, posts + 1, PORTION):
        rows = []
        for number in range(first, first + PORTION):
            thread = number - number % THREAD_LENGTH
            is_answer = 0 < thread < number
            title = "" if is_answer else drawn(6)
            text = drawn(rng.choice((15, 30, 60, 120)))
            if not is_answer:
                group = int(GROUPS * rng.random() ** 2) + 1
            solved = number % 7 == 0
            author = rng.randrange(1, 20_000)
            kind = "answer" if is_answer else "question"
            marks = f"=k{kind} =sforumthread =rgroup{group} =a{author}"
            rows.append(
                {
                    "subject_kind": "forum.post" if is_answer else "forum.thread",
                    "subject_id": number,
                    "host_kind": "forum.thread" if is_answer else None,
                    "host_id": thread if is_answer else None,
                    "audience": audience_of(group),
                    "author_id": None,
                    "kind": kind,
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


@contextmanager
def _address(typed: str) -> Iterator[str]:
    """Return the address of the database; of one that lives as long as this, if so typed."""
    if typed != "postgresql":
        yield typed
        return
    with TemporaryDirectory() as place:
        Path(place).chmod(0o711)  # PostgreSQL has folders in it, under a name of its own
        with postgres_server(Path(place) / "postgres") as address:
            yield f"{address}/postgres"


if __name__ == "__main__":
    with _address(sys.argv[1]) as found_at:
        main(found_at, *map(int, sys.argv[2:3]))
