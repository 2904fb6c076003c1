"""Whether somebody is here is known on every node, and believed for a while only."""

import pytest
import time_machine
from flask import Flask

from app.core.redis import RedisDoor
from app.live.nodes.bus import HERE_SECONDS, Bus
from app.live.queries import is_here


def test_on_one_node_nobody_is_here_without_a_socket():
    assert not is_here(7)


@pytest.mark.no_app
def test_another_node_knows_for_a_while_who_is_connected(redis_url: str):
    app = Flask("one")
    app.config["SECRET_KEY"] = "for tests only, and long enough for it"
    with time_machine.travel(1_900_000_000, tick=False) as clock:
        here, there = (Bus(app, door=RedisDoor(redis_url), is_inline=True) for _node in range(2))
        here.note_here({7, 8})
        assert there.is_here(7)
        assert not there.is_here(9)
        clock.shift(HERE_SECONDS - 1)
        here.note_here({8})
        assert there.is_here(7)
        clock.shift(2)
        assert not there.is_here(7)
        assert there.is_here(8)
        clock.shift(-3600)
        assert not there.is_here(8), "the clock was put back, and nobody has said so since"


@pytest.mark.no_app
def test_without_redis_nobody_knows_and_letters_are_written():
    app = Flask("one")
    app.config["SECRET_KEY"] = "for tests only, and long enough for it"
    bus = Bus(app, door=RedisDoor("redis://127.0.0.1:1/0"), is_inline=True)
    bus.note_here({7})
    assert not bus.is_here(7)
