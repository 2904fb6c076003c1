"""The guard, and who is kept behind it, without a server."""

import time

import pytest
import socketio

from app.live.connections import packet_guard
from app.live.connections.packet_guard import PacketGuard
from app.live.connections.transport import Manager

pytestmark = pytest.mark.no_app

OURS = ["0", '0{"after":3}', "1", '2["watch",{"topic":"forum.thread:1"}]', '27["unwatch",{}]']
OURS += ['2["typing",{}]', '2["typing"]']
NOT_OURS: list[str | bytes] = [
    "",
    "2",
    "2[]",
    '2["connect"]',
    '2["disconnect"]',
    '2["watching"]',
    "3[]",
    "4{}",
]
NOT_OURS += ['51-["watch"]', "0/admin,", '2/admin,["watch"]', b"0", b"\xff", "5", "99"]


class Engine:
    """What the guard sees of an Engine.IO server."""

    def __init__(self, *, has_limits: bool = False) -> None:
        """Write down what is passed on."""
        self.passed: list[object] = []
        self.closed: list[str] = []
        self.eio = self
        self.is_broken = False
        self.handlers = {
            "connect": lambda sid, _environ: self.passed.append(sid),
            "message": self._take,
            "disconnect": lambda sid, _reason: self.passed.append(f"bye {sid}"),
        }
        self.guard = PacketGuard(self, has_limits=has_limits)

    def _take(self, _sid, data) -> None:
        """Read a packet."""
        if self.is_broken:
            raise RecursionError
        self.passed.append(data)

    def on(self, event, act) -> None:
        """Register a handler."""
        self.handlers[event] = act

    def start_background_task(self, act, *args: object) -> None:
        """Do at once."""
        act(*args)

    def disconnect(self, sid) -> None:
        """Close a line."""
        self.closed.append(sid)

    def say(self, data, sid="a") -> None:
        """Have a browser say something."""
        self.handlers["message"](sid, data)


@pytest.fixture
def engine() -> Engine:
    """Return a server with a guard and one line."""
    engine = Engine()
    engine.handlers["connect"]("a", {})
    engine.passed.clear()
    return engine


@pytest.mark.parametrize("packet", OURS)
def test_what_browsers_send_is_passed_on(engine, packet):
    engine.say(packet)
    assert engine.passed == [packet]


@pytest.mark.parametrize("packet", NOT_OURS)
def test_anything_else_is_not(engine, packet):
    engine.say(packet)
    assert engine.passed == []


def test_a_budget_is_renewed_with_time_but_not_for_strangers(engine, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    engine.handlers["connect"]("b", {})
    engine.handlers["connect"]("c", {})
    engine.guard.welcome("b")
    for _each in range(packet_guard.BUDGET):
        engine.say("x", "b")
        engine.say("x", "c")
    now[0] += packet_guard.WINDOW_SECONDS + 1
    engine.say("x", "b")
    engine.say("x", "c")
    assert engine.closed == ["c"]
    for _each in range(packet_guard.BUDGET):
        engine.say("x", "b")
    assert engine.closed == ["c", "b"]


def test_broken_words_cost_more(engine):
    engine.is_broken = True
    for _each in range(7):
        engine.say('2["watch",[[[[')
    assert engine.closed == ["a"]


def test_strangers_are_closed_after_a_while_and_never_too_many(engine, monkeypatch):
    monkeypatch.setattr(packet_guard, "MOST_UNAUTHENTICATED", 2)
    assert engine.handlers["connect"]("b", {}) is None
    assert engine.handlers["connect"]("c", {}) is False
    engine.guard.welcome("b")
    assert engine.handlers["connect"]("c", {}) is None
    engine.guard.sweep()
    assert engine.closed == []
    monkeypatch.setattr(packet_guard, "UNAUTHENTICATED_SECONDS", -1.0)
    engine.guard.sweep()
    assert sorted(engine.closed) == ["a", "c"]
    engine.handlers["disconnect"]("a", "gone")
    assert engine.passed[-1] == "bye a"


def test_one_address_leaves_room_for_others(monkeypatch):
    monkeypatch.setattr(packet_guard, "MOST_UNAUTHENTICATED", 4)
    monkeypatch.setattr(packet_guard, "MOST_SOCKETS", 8)
    engine = Engine(has_limits=True)
    here, there = {"REMOTE_ADDR": "2001:db8::1"}, {"REMOTE_ADDR": "192.0.2.7"}
    beside = {"REMOTE_ADDR": "2001:db8::beef"}
    assert engine.handlers["connect"]("a", here) is None
    assert engine.handlers["connect"]("b", beside) is False  # they have not said who they are
    engine.guard.welcome("a")
    assert engine.handlers["connect"]("b", beside) is None
    engine.guard.welcome("b")
    assert engine.handlers["connect"]("c", here) is False  # a quarter of all there may be
    assert engine.handlers["connect"]("c", there) is None
    engine.handlers["disconnect"]("a", "gone")
    assert engine.handlers["connect"]("d", here) is None


def test_pages_keep_connections_for_themselves(monkeypatch):
    monkeypatch.setattr(packet_guard, "MOST_SOCKETS", 2)
    engine = Engine()
    for each in ("a", "b"):
        assert engine.handlers["connect"](each, {}) is None
        engine.guard.welcome(each)
    assert engine.handlers["connect"]("c", {}) is False


def test_a_goodbye_leaves_nothing_behind():
    manager = Manager()
    left: list[str] = []
    manager.report(arrived=left.append, left=left.append)
    manager.set_server(socketio.Server(async_mode="threading"))
    sids = [manager.pre_connect(f"line-{number}", "/") for number in range(3)]
    for sid in sids:
        manager.connect(sid, "/")
        manager.pre_disconnect(sid, "/")
        manager.disconnect(sid, "/")
    assert manager.rooms == {}
    assert not any(manager.pending_disconnect.values())
    assert left == [sid for sid in sids for _twice in range(2)]
