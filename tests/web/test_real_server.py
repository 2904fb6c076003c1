"""What strangers send to a real server: kept from others, and waited for only so long."""

import re
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import quote

import pytest
import requests

from tests.factories.accounts import make_account
from tests.factories.forum import make_thread
from tests.live.site import PATIENCE_SECONDS, Node, site
from tests.web.lines import answer_to, is_closed, line_to, request, rest_of
from tests.web.strangers import EVIL, HEADERS, UNDERSCORED

pytestmark = [pytest.mark.no_app, pytest.mark.slow]

PAGES = ("/", "/questions", "/groupes", "/regles", "/recherche?q=clef", "/sitemap.xml")
HASTY = {"GRACE_SECONDS": 2, "SILENT": 40, "SILENT_OF_ONE": 30, "PIECE": 4096, "keepalive": 3}
"""The server as it is, with less patience and less room."""
FORM = ("Content-Type: application/x-www-form-urlencoded", "Content-Length: 1000")


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """Return a web process."""
    with site(tmp_path_factory.mktemp("front"), server=HASTY) as (node,):
        make_thread(title="Qui garde la clef du local ?")
        yield node


def _clean(node: Node, page: str) -> bytes:
    """Return a page as a process gives it that no stranger has spoken to."""
    return _timeless(node.app.test_client().get(page, base_url=node.url).data)


def _timeless(page: bytes) -> bytes:
    return re.sub(rb'data-since="\d+"', b"", page)


def test_no_header_reaches_the_page_of_another(node):
    for page in PAGES:
        plain = {name: value for name, value in HEADERS.items() if name != "Cookie"}
        for method in ("HEAD", "GET", "POST", "OPTIONS"):
            requests.request(method, node.url + page, headers=plain, timeout=PATIENCE_SECONDS)
        got = requests.get(node.url + page, headers={"Accept-Language": "fr"}, timeout=5)
        assert got.status_code == 200
        assert _timeless(got.content) == _clean(node, page), page


def test_no_prefix_is_taken_from_a_stranger(node):
    for page in PAGES:
        for path in (page, f"//{EVIL}{page}", f"/{EVIL}{page}"):
            for name in UNDERSCORED:
                if "_" in name:
                    sent = request(path, f"{name}: {path.removesuffix(page)}", "Connection: close")
                    assert answer_to(node, sent).startswith(b"HTTP/1.1 400"), name
        assert EVIL not in node.get(page)
        assert _timeless(node.get(page).encode()) == _clean(node, page)


def test_a_body_that_trickles_is_cut(node):
    with line_to(node) as line:
        line.sendall(request("/connexion", *FORM, method="POST"))
        begun_at = time.monotonic()
        while time.monotonic() - begun_at < PATIENCE_SECONDS:
            try:
                line.sendall(b"a")
            except ConnectionError:
                break
            time.sleep(0.3)
            line.settimeout(0.05)
            if rest_of(line):
                break
        assert time.monotonic() - begun_at < 5


def test_a_head_that_trickles_is_cut(node):
    with line_to(node) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ")
        assert is_closed(line, seconds=HASTY["keepalive"] + 3)


def test_an_answer_that_is_not_taken_is_given_up(node):
    with line_to(node, room=4096) as line:
        line.sendall(request("/static/x/vendor/socket.io.js") * 400)
        time.sleep(5)
        line.settimeout(1)
        assert rest_of(line).count(b"HTTP/1.1 200") < 400


def test_a_body_that_comes_in_time_is_read(node):
    with line_to(node) as line:
        typed = b"email=x&password=" + b"y" * 983
        head = request("/connexion", *FORM, f"Origin: {node.url}", method="POST")
        line.sendall(head.replace(b"localhost", node.url.removeprefix("http://").encode()))
        for start in range(0, len(typed), 250):
            line.sendall(typed[start : start + 250])
            time.sleep(0.2)
        line.settimeout(2)
        assert rest_of(line).startswith(b"HTTP/1.1 422")


@pytest.mark.parametrize("is_chunked", [False, True])
def test_a_text_that_came_half_is_not_published(node, is_chunked):
    author = make_account()
    thread_id = make_thread(title="Qui a la clef ?", author=author)
    path, typed = f"/questions/{thread_id}/reponses", "once=marque&body=Le gardien, jusqu’à midi."
    sent = quote(typed, safe="=&").encode()
    for share in (len(sent) // 2, len(sent) - 1, len(sent)):
        with line_to(node) as line:
            line.sendall(_form_from(node, author, path, sent, share, is_chunked=is_chunked))
            line.shutdown(socket.SHUT_WR)
            line.settimeout(2)
            answer = rest_of(line)
        is_whole = share == len(sent)
        assert answer.startswith(b"HTTP/1.1 303") == is_whole
        assert ("Le gardien" in node.get(f"/questions/{thread_id}")) == is_whole
    assert "jusqu’à midi." in node.get(f"/questions/{thread_id}")


def _form_from(node, author, path, sent: bytes, share: int, *, is_chunked: bool) -> bytes:
    """Return the first bytes of a form that announces all of them."""
    length = "Transfer-Encoding: chunked" if is_chunked else f"Content-Length: {len(sent)}"
    host = node.url.removeprefix("http://")
    kept = f"Cookie: {node.cookie_of(author)}"
    headers = (FORM[0], f"Origin: {node.url}", kept, length, "Connection: close")
    head = request(path, *headers, method="POST", host=host)
    body = b"%x\r\n%s" % (len(sent), sent[:share]) if is_chunked else sent[:share]
    return head + body + (b"\r\n0\r\n\r\n" if is_chunked and share == len(sent) else b"")


def test_silent_connections_make_room_for_whoever_asks(node):
    with ExitStack() as stack:
        lines = [stack.enter_context(line_to(node)) for _ in range(60)]
        for line in lines[::2]:
            line.sendall(request("/connexion", *FORM, method="POST"))
        time.sleep(0.7)
        assert requests.get(node.url + "/regles", timeout=2).status_code == 200
        time.sleep(0.2)
        closed = [line for line in lines if is_closed(line, seconds=0.01)]
        assert 30 <= len(closed) <= 31
