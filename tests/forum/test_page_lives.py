"""Whatever happens in a thread, and to the line: a page ends as a reload would show it.

Two pages on which the site's own scripts run look at a thread of the real application.
`LIVES=2000 pytest tests/forum/test_page_lives.py` lives so many lives, `LIFE=…` from this one on.
"""

import os
from collections.abc import Callable, Iterator

import pytest

from app.accounts.models import Account
from app.core.viewer import Right
from app.live.nodes.node import Node
from tests.conftest import ClientFor
from tests.factories import make_account
from tests.forum.page_lives import PEOPLE, Chance, Life, Reader
from tests.forum.page_process import Page, page_process
from tests.sockets import SocketFor

FIRST, LIVES = int(os.environ.get("LIFE", "0")), int(os.environ.get("LIVES", "20"))
STEPS = 14
KINDS = ("question", "question", "discussion")
ORDERS = ("", "", "?ordre=temps")

ReaderOf = Callable[[Life, Page, Chance], Reader]


@pytest.fixture(scope="module")
def pages() -> Iterator[list[Page]]:
    """Return two pages, each in a process of its own."""
    with page_process() as one, page_process() as other:
        yield [one, other]


@pytest.fixture
def people() -> dict[str, Account]:
    """Return those who take part."""
    rights = {"moderator": (Right.CONTENT_MODERATE,)}
    return {who: make_account(display_name=who, rights=rights.get(who, ())) for who in PEOPLE}


@pytest.fixture
def reader_of(people: dict[str, Account], client_for: ClientFor, socket_for: SocketFor) -> ReaderOf:
    """Return a maker of readers: somebody opens a thread, and the line may be a bad one."""

    def make(life: Life, page: Page, chance: Chance) -> Reader:
        account = people[chance.choice(PEOPLE)]
        reader = Reader(
            account=account,
            page=page,
            client=client_for(account),
            socket=socket_for(account, watching=life.topic),
            url=life.url + chance.choice(ORDERS),
            chance=chance,
            is_bad=chance.random() < 0.4,
        )
        reader.open()
        return reader

    return make


def test_a_page_ends_as_a_reload_would_show_it(
    pages: list[Page], people: dict[str, Account], reader_of: ReaderOf, live_node: Node
):
    for number in range(FIRST, FIRST + LIVES):
        chance = Chance(f"life {number}")
        life = Life(people, chance, chance.choice(KINDS))
        readers = [reader_of(life, page, chance) for page in pages]
        for _step in range(STEPS):
            _go_on(life, readers, chance)
        for reader in readers * 2:  # what waited at one of them is news for the other
            reader.rest()
        for reader in readers:
            shown, now = reader.says(), reader.says_after_a_reload()
            gone = [f"- {line}" for line in shown if line not in now]
            missing = [f"+ {line}" for line in now if line not in shown]
            assert shown == now, "\n".join([f"LIFE={number} LIVES=1", *gone, *missing])
        for connection in live_node.connections.all():
            live_node.connections.remove(connection.sid)


def _go_on(life: Life, readers: list[Reader], chance: Chance) -> None:
    """Let one thing happen."""
    reader, what = chance.choice(readers), chance.random()
    if what < 0.12:
        reader.cut()
    elif what < 0.27:
        reader.mend()
    elif what < 0.42:
        reader.act(life.posts())
    elif what < 0.47:
        reader.page.do("tick", milliseconds=chance.choice([900, 2000, 31_000]))
    else:
        life.go_on()
    for each in readers:
        each.hear()
