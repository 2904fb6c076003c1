"""A real server: gunicorn with gevent, and browsers as their scripts speak."""

import json
from collections.abc import Iterator
from contextlib import closing

import pytest
import requests
import socketio
import websocket

from app.core.subjects import SubjectRef
from app.forum.queries.facts import topic_of
from tests.factories.accounts import make_account
from tests.factories.forum import make_post, make_thread
from tests.live.site import PATIENCE_SECONDS, Node, Tab, site

pytestmark = [
    pytest.mark.no_app,
    # Of the clients, which leave refused lines to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """Return a site of one process."""
    with site(tmp_path_factory.mktemp("site")) as (node,):
        yield node


@pytest.fixture
def tab() -> Iterator[Tab]:
    """Return a tab that is closed after the test."""
    tab = Tab()
    yield tab
    tab.close()


def _raw(node: Node, cookie: str, *, origin: str | None = None) -> websocket.WebSocket:
    """Return a bare WebSocket that has said hello."""
    address = node.url.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket"
    line = websocket.create_connection(
        address, cookie=cookie, origin=origin, timeout=PATIENCE_SECONDS
    )
    assert json.loads(line.recv()[1:])["maxPayload"] == 4096
    line.send("40")
    assert str(line.recv()).startswith("40")
    return line


def _answer(line: websocket.WebSocket, packet: str) -> str:
    """Send a packet, and return what the server sends that is no ping."""
    line.send(packet)
    while (got := str(line.recv())) == "2":
        line.send("3")
    return got


def test_a_guest_is_told_to_sign_in(node, tab):
    refusals: list[object] = []
    tab.client.on("connect_error", refusals.append)
    with pytest.raises(socketio.exceptions.ConnectionError):
        tab.connect(node, "entraide=nothing")
    assert refusals == [{"message": "sign_in_needed"}]


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
def test_a_page_of_another_site_gets_no_socket(node, origin):
    cookie = node.cookie_of(make_account())
    with pytest.raises(websocket.WebSocketBadStatusException) as refusal:
        _raw(node, cookie, origin=origin)
    assert refusal.value.status_code == 400
    _raw(node, cookie, origin=node.url).close()


def test_there_is_no_other_way_in_than_a_websocket(node):
    address = f"{node.url}/socket.io/?EIO=4&transport=polling"
    cookie = {"Cookie": node.cookie_of(make_account())}
    assert requests.get(address, headers=cookie, timeout=5).status_code == 400
    assert requests.post(address, headers=cookie, timeout=5).status_code == 400


def test_a_reply_reaches_those_who_read_along_and_the_asker_whatever_they_missed(node, tab):
    asker, helper = make_account(), make_account(display_name="Karim")
    thread_id = make_thread(author=asker)
    asking, helping = node.cookie_of(asker), node.cookie_of(helper)
    tab.connect(node, asking)
    assert tab.watch(topic_of(thread_id))
    path = f"/questions/{thread_id}/reponses"
    for number in range(3):
        assert node.post(path, helping, body=f"Réponse {number}").status_code == 303
        assert f"Réponse {number}" in tab.next("post.added")["html"]
    seen = [tab.next("notice") for _ in range(2)]
    assert [notice["seq"] for notice in seen] == [1, 2]
    assert "Karim" in seen[0]["text"]
    later = Tab()
    with closing(later.connect(node, asking, after=1)):
        assert [later.next("notice")["seq"] for _ in range(2)] == [2, 3]


def test_signing_out_closes_the_socket(node, tab):
    cookie = node.cookie_of(make_account())
    tab.connect(node, cookie)
    node.post("/deconnexion", cookie)
    tab.next("disconnect")


def _is_cut_off(line: websocket.WebSocket, packets: list[str]) -> bool:
    """Send all of it, and tell whether the server closes the line."""
    try:
        for packet in packets:
            line.send(packet)
        while line.recv():
            pass
    except websocket.WebSocketTimeoutException:
        return False
    except (websocket.WebSocketException, OSError):
        return True
    return True


JUNK = [
    "42",
    "42[]",
    "42{}",
    "42[1]",
    '42[{"a":1},"x"]',
    '42["unknown",1]',
    '42["watch"',
    '42["watch",' + "[" * 3000,
    '421["disconnect"]',
    '42["connect",{"after":0}]',
    "41x",
    "43[]",
    '431["a"]',
    '451-["watch",{"_placeholder":true,"num":0}]',
    '42/admin,["watch"]',
    "44",
    "4",
    "9",
    "46",
    "40/admin,",
    '4299999999999999999999["watch",{}]',
]  # fmt: skip - a list of oddities


@pytest.mark.parametrize("packet", JUNK)
def test_a_strange_packet_harms_nobody(node, packet):
    thread_id = make_thread()
    with closing(_raw(node, node.cookie_of(make_account()))) as line:
        line.send(packet)
        line.send_binary(b"\x04\x00\xff")
        question = f'427["watch",{{"topic":"{topic_of(thread_id)}"}}]'
        assert _answer(line, question) == '437[{"ok":true}]'


@pytest.mark.parametrize("packets", [['42["typing",{}]'] * 61, ["4" + "x" * 5000], ["40"] * 61])
def test_whoever_says_too_much_is_cut_off(node, packets):
    with closing(_raw(node, node.cookie_of(make_account()))) as line:
        assert _is_cut_off(line, packets)
    assert requests.get(f"{node.url}/connexion", timeout=5).status_code == 200


def test_compression_is_not_agreed_to(node):
    address = node.url.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket"
    header = {"Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits"}
    cookie = node.cookie_of(make_account())
    line = websocket.create_connection(address, cookie=cookie, header=header, timeout=5)
    with closing(line):
        assert "sec-websocket-extensions" not in (line.getheaders() or {})


def test_a_private_thread_cannot_be_watched(node, tab):
    tab.connect(node, node.cookie_of(make_account()))
    ref = SubjectRef("forum.post", make_post())
    assert not tab.watch(str(ref))
    assert not tab.watch("forum.thread:999999")
