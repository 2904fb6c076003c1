"""The line under a socket: whole messages, in order, and nobody waits for a slow reader."""

import json
import queue
import socket
import threading

import gevent
import gevent.lock
import pytest
import wsproto
from wsproto.events import TextMessage

from app.live.connections.direct_writer import DirectWriter, framed

pytestmark = pytest.mark.no_app


@pytest.fixture
def ends():
    """Return two ends of a connection with little room between them."""
    ours, theirs = socket.socketpair()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    ours.settimeout(10)  # waits in Python, not in the kernel, as gevent's sockets do
    yield ours, theirs
    ours.close()
    theirs.close()


def _line(ours: socket.socket, waiting: queue.Queue[int] | None = None) -> DirectWriter:
    line = DirectWriter(ours, patience_seconds=45)
    line.follow(waiting if waiting is not None else queue.Queue())
    return line


def _read(theirs: socket.socket, count: int) -> bytes:
    got = b""
    while len(got) < count:
        got += theirs.recv(65536)
    return got


@pytest.mark.parametrize("length", [0, 90, 120, 126, 60_000, 70_000])
def test_a_frame_is_what_a_browser_expects(length):
    payload = {"html": "é" * length, "topic": None}
    browser = wsproto.connection.Connection(wsproto.ConnectionType.CLIENT)
    browser.receive_data(framed("post.added", payload))
    words = "".join(event.data for event in browser.events() if isinstance(event, TextMessage))
    assert words.startswith("42")
    assert json.loads(words[2:]) == ["post.added", payload]


def test_a_free_line_takes_a_frame_at_once(ends):
    ours, theirs = ends
    assert _line(ours).put(b"frame")
    assert _read(theirs, 5) == b"frame"


def test_a_slow_reader_gets_whole_messages_one_after_the_other(ends):
    ours, theirs = ends
    line, message = _line(ours), b"post.added" * 100_000
    senders = [threading.Thread(target=line.send, args=(message,)) for _ in range(2)]
    for sender in senders:
        sender.start()
    assert _read(theirs, 2 * len(message)) == message * 2
    for sender in senders:
        sender.join()


def test_a_frame_that_did_not_fit_is_finished_before_anything_else(ends):
    ours, theirs = ends
    line, long = _line(ours), b"a" * 1_000_000
    assert line.put(long)
    assert not line.put(b"b"), "somebody is still sending"
    sender = threading.Thread(target=line.send, args=(b"c",))
    sender.start()
    assert _read(theirs, len(long) + 1) == long + b"c"
    sender.join()


def test_nothing_overtakes_what_is_queued(ends):
    waiting: queue.Queue[int] = queue.Queue()
    line = _line(ends[0], waiting)
    waiting.put(1)
    assert not line.put(b"frame")
    waiting.get()
    assert line.put(b"frame")


class _Pushing(socket.socket):
    """A socket on which somebody pushes whenever a packet has just been sent."""

    line: DirectWriter

    def sendall(self, data, flags=0) -> None:
        gevent.sleep(0)
        super().sendall(data, flags)
        gevent.get_hub().loop.run_callback(lambda: self.line.put(b"pushed"))


def test_nothing_overtakes_what_waits_for_the_line(ends, monkeypatch):
    monkeypatch.setattr(threading, "Lock", gevent.lock.Semaphore)
    ours, theirs = ends
    with _Pushing(fileno=ours.detach()) as pushing:
        pushing.settimeout(10)
        pushing.line = _line(pushing)
        gevent.joinall([gevent.spawn(pushing.line.send, one) for one in (b"first ", b"second ")])
        assert _read(theirs, 19) == b"first second pushed"


def test_a_line_that_is_gone_says_no(ends):
    ours, theirs = ends
    line = _line(ours)
    theirs.close()
    assert not line.put(b"frame") or not line.put(b"frame")


def test_a_blocking_line_is_never_written_to_directly(ends):
    ours, _theirs = ends
    ours.settimeout(None)
    assert not _line(ours).put(b"frame")
