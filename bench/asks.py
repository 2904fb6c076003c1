"""What is asked for, and by whom: nothing is found ready that would not be so in life."""

import random
from collections.abc import Iterator
from itertools import count, cycle
from urllib.parse import quote_plus

from bench.cookies import cookie_of
from bench.load import Ask
from bench.rows import WRITERS, url_of
from bench.seed import Seed
from bench.words import COMMON_WORD, TOPICS, VERBS

THREADS = 400
"""Threads in rotation: as many as anybody may read among ten thousand posts."""
HELLO = (Ask(path="/"),)
_APART = 17
"""Members between those who ask for one page and for the next."""


def visits(paths: list[str]) -> Iterator[Ask]:
    """Return visitors who ask for pages in rotation."""
    return cycle([_visit(path) for path in paths])


def calls(paths: list[str]) -> Iterator[Ask]:
    """Return members who ask for pages in rotation, each time another one for each page."""
    for place, account_id in pairs(len(paths)):
        yield Ask(path=paths[place], cookie=cookie_of(account_id))


def pairs(places: int) -> Iterator[tuple[int, int]]:
    """Return places in rotation, each time with another member, until it has met them all."""
    for number in count():
        turn, place = divmod(number, places)
        yield place, 1 + (_APART * place + turn) % WRITERS


def searches() -> Iterator[str]:
    """Return searches for three to five words; none comes twice."""
    rng = random.Random(1789)
    asked: set[str] = set()
    while True:
        words = " ".join([*rng.sample(TOPICS, rng.randint(2, 4)), rng.choice(VERBS)])
        if words not in asked:
            asked.add(words)
            yield f"/recherche?q={quote_plus(words)}"


def asks_of(seed: Seed) -> dict[str, Iterator[Ask]]:
    """Return what is asked of a community, without end, by the name of the page."""
    paths = {
        "thread": [url_of(thread_id) for thread_id in seed.open_threads(THREADS)],
        "home": ["/"],
        "list": ["/questions"],
        "search asked before": [f"/recherche?q={COMMON_WORD}"],
    }
    asks: dict[str, Iterator[Ask]] = {}
    for name, some in paths.items():
        asks[f"{name}, visitor"] = visits(some)
        asks[f"{name}, signed in"] = calls(some)
    never_asked = searches()  # one lot for both: visitors find ready what members found
    asks["search never asked, visitor"] = map(_visit, never_asked)
    asks["search never asked, signed in"] = map(_call, count(), never_asked)
    return asks


def _visit(path: str) -> Ask:
    """Return a visitor who asks for a page."""
    return Ask(path=path)


def _call(number: int, path: str) -> Ask:
    """Return a member who asks for a page."""
    return Ask(path=path, cookie=cookie_of(1 + number % WRITERS))
