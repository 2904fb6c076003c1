"""How well questions in people's words are answered: `python -m bench.search_quality`.

The site holds the demonstration community and, where they are, the official answers of the folder
`ENTRAIDE_DATA` (beside the checkout otherwise). `bench/search_questions.txt` has the questions and
what should answer each. Those above its last heading may be looked at while ranking is worked on;
those below only measure. `--misses` shows what the former did not find, `--write`
puts the figures into the results.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import psycopg

from app import create_app, text
from app.core import clock
from app.core.audiences import PUBLIC
from app.core.db import Base, db
from app.core.subjects import SubjectRef
from app.core.transaction import atomic
from app.core.viewer import GUEST
from app.demo import content
from app.search import queries, services
from app.search.index.word_counts import learn
from app.search.shapes import Entry
from bench.report import Table, replace
from bench.servers import postgres_server
from config import Config

QUESTIONS = Path(__file__).with_name("search_questions.txt")
DATA = Path(os.environ.get("ENTRAIDE_DATA") or Path(__file__).parents[2] / "shared" / "data")
FAQ = {"cnil": "faq-cnil/cnil_squad_V5-V1.json", "crpa": "faq-cnil/crpa_squad.json"}
ONLY_MEASURED = "## Only measured"
FIRST = 5
_COPY = " (Copie)"
THREAD = "forum.thread"


class Asked(NamedTuple):
    """A question, and the threads that answer it."""

    where: str
    text: str
    answers: frozenset[int]
    is_open: bool
    """It may be looked at while ranking is worked on."""


@dataclass(frozen=True, slots=True)
class Thread:
    """What is put into the index: a title, a text, answers."""

    key: str
    """Where it comes from, and its place there; its title for the demonstration."""
    title: str
    texts: tuple[str, ...]


def main(options: Sequence[str]) -> None:
    """Print how many questions are answered first, among the first five, and not at all."""
    threads = [*_official(), *_demo()]
    asked = list(_asked(threads))
    rows: list[tuple[str, ...]] = []
    with TemporaryDirectory() as place:
        Path(place).chmod(0o711)  # PostgreSQL has folders in it, under a name of its own
        for name, sited in (("SQLite", _on_sqlite), ("PostgreSQL", _on_postgresql)):
            if not {"sqlite", "postgresql"} & {*options} or name.lower() in options:
                with sited(Path(place)):
                    _fill(threads)
                    rows += _rows(name, asked, shows_misses="--misses" in options)
    table = Table(
        title="Search: questions",
        says=f"{len(asked)} questions in people’s words, {len(threads)} threads; the part of them"
        " whose answer comes first, and among the first five; how many find nothing."
        f" `python -m bench.search_quality --write`, on {clock.now().date().isoformat()}.",
        columns=("database", "questions", "how many", "first", "first five", "empty pages"),
        rows=rows,
    )
    print(table)
    if "--write" in options:
        replace(table)


def _rows(name: str, asked: Sequence[Asked], *, shows_misses: bool) -> Iterator[tuple[str, ...]]:
    """Return one line for each kind of question."""
    found = {one: [ref.id for ref in _found(one.text)] for one in asked}
    kinds: dict[str, Callable[[Asked], bool]] = {
        "looked at": lambda one: one.is_open,
        "only measured": lambda one: not one.is_open,
        "of official answers": lambda one: one.where != "demo",
        "of the demonstration": lambda one: one.where == "demo",
        "all": lambda _one: True,
    }
    for kind, belongs in kinds.items():
        some = [one for one in asked if belongs(one)]
        if some:
            first = sum(bool(one.answers & set(found[one][:1])) for one in some) / len(some)
            five = sum(bool(one.answers & set(found[one][:FIRST])) for one in some) / len(some)
            empty = sum(not found[one] for one in some)
            yield name, kind, str(len(some)), f"{first:.2f}", f"{five:.2f}", str(empty)
    if shows_misses:
        for one in asked:
            if one.is_open and not one.answers & set(found[one][:FIRST]):
                print("-", one.text)


def _found(typed: str) -> list[SubjectRef]:
    """Return the threads on the first page."""
    hits = queries.find(typed, viewer=GUEST).page.items
    posts = _threads_of_posts([hit.ref.id for hit in hits if hit.ref.kind != THREAD])
    refs = (
        SubjectRef(THREAD, posts[hit.ref.id]) if hit.ref.kind != THREAD else hit.ref for hit in hits
    )
    return list(dict.fromkeys(refs))


def _threads_of_posts(ids: Sequence[int]) -> dict[int, int]:
    """Return the thread of each post: its number is made of that of the thread."""
    return {one: one // 1000 for one in ids}


def _fill(threads: Sequence[Thread]) -> None:
    """Put everything into the index."""
    for number, thread in enumerate(threads, 1):
        host = SubjectRef(THREAD, number)
        with atomic():
            for place, words in enumerate(thread.texts):
                services.index(
                    Entry(
                        ref=SubjectRef("forum.post", number * 1000 + place) if place else host,
                        host=host,
                        title="" if place else thread.title,
                        text=words,
                        kind="answer" if place else "question",
                        audience=PUBLIC,
                        author_id=None,
                        created_at=clock.now(),
                    )
                )
    learn()


def _official() -> Iterator[Thread]:
    """Return the official answers, where they are."""
    for where, name in FAQ.items():
        path = DATA / name
        if not path.exists():
            print(f"Not measured, for want of {path}.")
            continue
        for place, entry in enumerate(json.loads(path.read_text())["data"]):
            paragraph = entry["paragraphs"][0]
            title = paragraph["qas"][0]["question"].replace(_COPY, "").strip()
            yield Thread(f"{where}:{place}", title, (paragraph["context"],))


def _demo() -> Iterator[Thread]:
    """Return the threads of the demonstration community."""
    for thread in content.threads():
        bodies = (thread.body, *(post.body for post in thread.posts))
        yield Thread(f"demo:{thread.title}", thread.title, tuple(map(text.search_text, bodies)))


def _asked(threads: Sequence[Thread]) -> Iterator[Asked]:
    """Return the questions of those places that are there."""
    numbers = {thread.key: number for number, thread in enumerate(threads, 1)}
    looked_at, _heading, measured = QUESTIONS.read_text().partition(ONLY_MEASURED)
    lines = [(line, True) for line in _lines(looked_at)]
    for line, is_open in (*lines, *((line, False) for line in _lines(measured))):
        what, _bar, typed = line.partition(" | ")
        where, _colon, targets = what.partition(": ")
        if where == "demo":
            wanted = {
                f"demo:{one.title}" for one in threads if _plain(targets) in _plain(one.title)
            }
        else:
            wanted = {f"{where}:{one.strip()}" for one in targets.split(",")}
        titles = {threads[numbers[key] - 1].title for key in wanted if key in numbers}
        answers = frozenset(numbers[one.key] for one in threads if one.title in titles)
        if answers:
            yield Asked(where, typed, answers, is_open=is_open)


def _lines(text: str) -> list[str]:
    """Return the lines that hold a question."""
    return [line for line in text.splitlines() if " | " in line and not line.startswith("#")]


def _plain(title: str) -> str:
    """Return a title with plain spaces."""
    return " ".join(title.split())


@contextmanager
def _on_sqlite(folder: Path) -> Iterator[None]:
    """Enter a site on SQLite."""
    with _site(f"sqlite:///{folder}/quality.db", folder):
        yield


@contextmanager
def _on_postgresql(folder: Path) -> Iterator[None]:
    """Enter a site on PostgreSQL."""
    with postgres_server(folder / "postgres") as address:
        with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
            connection.execute(b"CREATE DATABASE quality")
        with _site(f"{address}/quality", folder):
            yield


@contextmanager
def _site(address: str, folder: Path) -> Iterator[None]:
    """Enter an empty site."""
    settings = Config(
        data_dir=folder, database_url=address, secret_key="x" * 40, are_jobs_immediate=True
    )
    with create_app(settings).app_context():
        Base.metadata.create_all(db.engine)
        yield
        db.session.remove()
        db.engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1:])
