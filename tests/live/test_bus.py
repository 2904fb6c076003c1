"""The bus: in order, to all, and back after a loss."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest
import redis
from flask import Flask

from app.core.redis import RedisDoor
from app.live.nodes.bus import Bus

pytestmark = pytest.mark.no_app


class Heard:
    """What one node has heard, and a way to wait for it."""

    def __init__(self, bus: Bus) -> None:
        """Hear one kind of message, and returns."""
        self.words: list[object] = []
        self.returns = threading.Semaphore(0)
        self._came = threading.Semaphore(0)
        self.bus = bus
        bus.on("word", self._hear)
        bus.on_return(self.returns.release)

    def _hear(self, word: object) -> None:
        self.words.append(word)
        self._came.release()

    def wait(self, count: int) -> list[object]:
        """Wait for so many more words."""
        for _each in range(count):
            assert self._came.acquire(timeout=10), self.words
        return self.words


def _stumble(_data: object) -> None:
    raise ValueError


def _bus(redis_url: str | None = None, *, is_inline: bool = False, site: str = "x") -> Bus:
    app = Flask(__name__)
    app.config["SECRET_KEY"] = site
    return Bus(app, door=RedisDoor(redis_url) if redis_url else None, is_inline=is_inline)


@pytest.fixture
def listening(redis_url: str) -> Iterator[Callable[..., Heard]]:
    """Return a maker of nodes that hear each other."""
    nodes: list[Heard] = []

    def make(site: str = "x") -> Heard:
        heard = Heard(_bus(redis_url, site=site))
        heard.bus.listen()
        heard.bus.listen()
        assert heard.returns.acquire(timeout=10), "a node that begins may have missed something"
        nodes.append(heard)
        return heard

    yield make
    for node in nodes:
        node.bus.leave()
        node.bus.publish("word", "wakes those who wait")


def test_without_redis_words_are_heard_here_in_order():
    here = Heard(_bus())
    for number in range(100):
        here.bus.publish("word", number)
    assert here.wait(100) == list(range(100))


def test_what_one_hearer_cannot_bear_stops_nobody():
    here = Heard(_bus())
    here.bus.on("bad", _stumble)
    here.bus.publish("bad", 1)
    here.bus.publish("word", 2)
    assert here.wait(1) == [2]


def test_on_the_spot_nothing_waits():
    here = Heard(_bus(is_inline=True))
    here.bus.publish("word", 1)
    assert here.words == [1]


def test_all_nodes_of_a_site_hear_the_same_in_the_same_order(listening):
    nodes = [listening() for _ in range(3)]
    foreign = listening("y")
    for number in range(60):
        nodes[number % 3].bus.publish("word", number)
    heard = [node.wait(60) for node in nodes]
    assert sorted(map(int, heard[0])) == list(range(60))
    assert heard[0] == heard[1] == heard[2]
    assert foreign.words == []


def test_what_was_done_here_is_told_to_the_others_only(listening):
    here, there = listening(), listening()
    here.bus.tell_others("word", "forget")
    here.bus.publish("word", "end")
    assert there.wait(2) == ["forget", "end"]
    assert here.wait(1) == ["end"]


def test_a_node_that_lost_redis_comes_back_and_says_so(listening, redis_url):
    here = listening()
    with redis.Redis.from_url(redis_url) as master:
        master.client_kill_filter(_type="pubsub")
    assert here.returns.acquire(timeout=10)
    here.bus.publish("word", "after")
    assert here.wait(1)[-1] == "after"


def test_without_redis_at_the_moment_this_node_hears_itself():
    here = Heard(_bus("redis://127.0.0.1:1/0"))
    here.bus.publish("word", 1)
    here.bus.tell_others("word", 2)
    assert here.wait(1) == [1]
    here.bus.listen()
    time.sleep(0.2)
    assert not here.returns.acquire(blocking=False)
    here.bus.leave()
