"""Two nodes, and messages between them that are never sent: nothing private stays public."""

import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from itertools import count

import pytest
import sqlalchemy as sa

from app.accounts import services as accounts
from app.accounts.models import Account
from app.core import clock
from app.core.db import db
from app.core.viewer import Right
from app.forum.queries.facts import topic_of
from app.threads.models import Post
from app.threads.services import moderation, removals
from tests.factories import make_account, seen_by
from tests.factories.forum import make_thread
from tests.factories.groups import make_group, make_membership
from tests.live.site import Node, Tab, comes_to
from tests.tree import ROOT

pytestmark = [
    pytest.mark.no_app,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
_NUMBERS = count(1)
MOVE_AND_DIE = """
import os, sys
from app import create_app
from app.accounts.models import Account
from app.core.db import db
from app.threads.services import moderation
from app.live.nodes.bus import Bus
from config import Config
from tests.factories import seen_by

Bus._send = lambda *_message: os._exit(9)  # between the commit and the first message
with create_app(Config.from_env(os.environ)).app_context():
    mover = db.session.get_one(Account, int(sys.argv[1]))
    moderation.move(seen_by(mover), int(sys.argv[2]), int(sys.argv[3]))
"""


@pytest.fixture
def mover() -> Account:
    """Return somebody who may move threads anywhere."""
    return make_account(rights=(Right.CONTENT_MODERATE,))


@dataclass(frozen=True)
class Public:
    """A thread that both nodes keep for visitors."""

    nodes: tuple[Node, Node]
    id: int
    words: str

    @property
    def paths(self) -> tuple[str, str]:
        """Return where a visitor reads its words."""
        return f"/questions/{self.id}", "/questions"

    def is_read(self, node: Node, path: str) -> bool:
        """Tell whether a visitor reads them there."""
        return self.words in node.get(path)

    def comes_to_be_hidden(self) -> bool:
        """Tell whether nobody reads them anywhere within a few seconds."""
        return comes_to(
            lambda: not any(self.is_read(node, path) for node in self.nodes for path in self.paths)
        )


@pytest.fixture
def public(nodes: tuple[Node, Node], mover: Account) -> Public:
    """Return a thread that both nodes have shown."""
    words = f"Le coffre est derrière le piano {next(_NUMBERS)}"
    public = Public(nodes, make_thread(title=words, body=words, author=mover), words)
    reads = [(node, path) for node in nodes for path in public.paths]
    assert comes_to(lambda: all(public.is_read(node, path) for node, path in reads))
    return public


def _private_group(mover: Account) -> int:
    group = make_group(visibility="members")
    make_membership(group=group, account=mover)
    return group.id


def test_a_move_to_a_private_group_reaches_nodes_that_no_message_reaches(public, mover):
    moderation.move(seen_by(mover), public.id, _private_group(mover))
    assert public.comes_to_be_hidden()


def test_a_deletion_reaches_them(public, mover):
    opening = sa.select(sa.func.min(Post.id)).where(Post.thread_id == public.id)
    removals.delete_post(seen_by(mover), db.session.scalar(opening) or 0)
    assert public.comes_to_be_hidden()


def test_a_process_killed_between_its_commit_and_its_message_leaves_nothing_public(public, mover):
    numbers = map(str, (mover.id, public.id, _private_group(mover)))
    killed = subprocess.run(
        [sys.executable, "-c", MOVE_AND_DIE, *numbers],
        cwd=ROOT,
        env={**public.nodes[0].settings, "PATH": "/usr/bin:/bin"},
        check=False,
    )
    assert killed.returncode == 9
    assert public.comes_to_be_hidden()


def test_whoever_was_suspended_loses_their_socket_without_a_message(nodes):
    here, _there = nodes
    suspended = make_account()
    tab = Tab()
    with closing(tab.connect(here, here.cookie_of(suspended))):
        assert tab.watch(topic_of(make_thread()))
        judge = make_account(rights=tuple(Right))
        soon = clock.now() + timedelta(days=2)
        accounts.suspend(seen_by(judge), suspended.id, soon, "Des insultes.")
        tab.next("disconnect")


@pytest.mark.parametrize("shows", [False, True])
def test_a_wish_to_be_seen_or_not_reaches_them(nodes, shows):
    here, there = nodes
    member, topic = make_account(), topic_of(make_thread())
    _show_presence(member, shows=not shows)
    mine, reading = Tab(), Tab()
    with (
        closing(mine.connect(here, here.cookie_of(member))),
        closing(reading.connect(there, there.cookie_of(make_account()))),
    ):
        assert mine.watch(topic)
        assert reading.watch(topic)
        before, after = (1, 2) if shows else (2, 1)
        assert comes_to(lambda: reading.next("readers")["count"] == before)
        _show_presence(member, shows=shows)
        assert comes_to(lambda: reading.next("readers")["count"] == after)


def _show_presence(member: Account, *, shows: bool) -> None:
    """Let others see that somebody is here, or not."""
    accounts.choose_preferences(
        seen_by(member), language="", theme="", accepts_letters=False, shows_presence=shows
    )
