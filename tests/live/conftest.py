"""A topic to watch, whose doorkeeper is the test; and a node without personal messages."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest
from flask import Flask

from app.core.errors import NotFound
from app.core.topics import TopicKind
from app.core.viewer import Viewer
from app.live.nodes.node import NO_SOURCE, Node
from tests.live import site
from tests.registry import providing

_Nodes = tuple[site.Node, site.Node]


class Place:
    """A topic that one may be refused at any moment."""

    topic = "tests.place:1"

    def __init__(self) -> None:
        """Let everybody in at first."""
        self.refused: set[int] = set()
        self.meanwhile: Callable[[], None] = lambda: None
        self.afterwards: Callable[[], None] = lambda: None
        """Happens once, after somebody was let in and before the live path hears of it."""

    def access(self, viewer: Viewer, place_id: int) -> None:
        """Let people into place 1 unless they are refused."""
        self.meanwhile()
        if place_id != 1 or viewer.account_id in self.refused:
            raise NotFound
        happen, self.afterwards = self.afterwards, lambda: None
        happen()


@pytest.fixture(scope="module")
def nodes(redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Nodes]:
    """Return two web processes of one site; a third works on the queue.

    The process of the test speaks to none of them: it has no Redis.
    """
    with site.site(tmp_path_factory.mktemp("site"), nodes=2, redis_url=redis_url) as (here, there):
        yield here, there


@pytest.fixture
def tabs() -> Iterator[list[site.Tab]]:
    """Return three tabs that are closed after the test."""
    tabs = [site.Tab(), site.Tab(), site.Tab()]
    with ExitStack() as stack:
        for tab in tabs:
            stack.enter_context(closing(tab))
        yield tabs


@pytest.fixture
def place(app: Flask) -> Iterator[Place]:
    """Return a topic that can be watched during this test."""
    place = Place()
    with providing(app, TopicKind(kind="tests.place", access=place.access, shows_presence=True)):
        yield place


@pytest.fixture(autouse=True)
def node(request: pytest.FixtureRequest) -> Iterator[Node | None]:
    """Return the node of the application, carrying nobody's personal messages so far."""
    if "no_app" in request.keywords:
        yield None
        return
    node: Node = request.getfixturevalue("live_node")
    source, node.source = node.source, NO_SOURCE
    yield node
    node.source = source
