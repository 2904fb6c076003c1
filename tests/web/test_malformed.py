"""What nobody's browser sends is answered shortly, and leaves a line in the log at the most."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import websocket

from tests.factories.accounts import make_account
from tests.live.site import Node, site
from tests.web.lines import answer_to, request
from tests.web.malformed import BODIES, FRAMES, HEADS, HOSTS, PACKETS, PATHS, RAW

pytestmark = [pytest.mark.no_app, pytest.mark.slow]

LINE = 300
"""Bytes of the longest line that a stranger may add to the log with one request."""


class Watched:
    """A web process and its log."""

    def __init__(self, node: Node, log: Path) -> None:
        """Begin to watch."""
        self.node, self._log, self._seen = node, log, len(log.read_bytes())

    def refused(self, sent: bytes, *, among: tuple[int, ...]) -> str:
        """Return what is wrong with the answer to these bytes; nothing when all is well."""
        answer = answer_to(self.node, sent)
        said = self.said()
        status = int(answer[9:12]) if answer.startswith(b"HTTP/1.") else 0
        if status >= 500 and status not in among:
            return f"{sent[:90]!r}: {answer[:40]!r}"
        if said.count("\n") > 1 or len(said) > LINE:
            return f"{sent[:90]!r}: {len(said)} bytes of log: {said[:200]}"
        return ""

    def said(self) -> str:
        """Return what was logged since this was last asked."""
        time.sleep(0.01)
        with self._log.open("rb") as log:
            log.seek(self._seen)
            new = log.read()
        self._seen += len(new)
        return new.decode(errors="replace")


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """Return a web process whose log is watched."""
    folder = tmp_path_factory.mktemp("malformed")
    with site(folder, server={"GRACE_SECONDS": 1, "keepalive": 2}) as (node,):
        yield Watched(node, next(folder.glob("web-*.log")))


def _all(watched: Watched, sent: list[bytes], among: tuple[int, ...] = (501,)) -> None:
    wrong = list(filter(None, (watched.refused(each, among=among) for each in sent)))
    assert not wrong, "\n".join(wrong)


def test_a_host_that_is_none_is_a_short_refusal(watched):
    for host in HOSTS:
        for path in ("/questions", "/connexion", "/socket.io/?EIO=4&transport=websocket"):
            answer = answer_to(watched.node, request(path, "Connection: close", host=host))
            assert answer.startswith(b"HTTP/1.1 400"), (host, answer[:80])
            assert len(answer) < 500, host
        said = watched.said()
        assert said.count("\n") <= 3, said
        assert len(said) <= 3 * LINE, said


def test_a_malformed_path_is_answered(watched):
    close = "Connection: close"
    _all(watched, [request(path, close) for path in PATHS])
    _all(watched, [request(path, close, "X-Fragment: 1", method="POST") for path in PATHS])


def test_a_malformed_header_is_answered(watched):
    paths = ("/questions", "/connexion", "/healthz")
    _all(watched, [request(path, head, "Connection: close") for path in paths for head in HEADS])


def test_a_malformed_body_is_answered(watched):
    for path in ("/connexion", "/inscription", "/medias", "/socket.io/?EIO=4&transport=polling"):
        heads = [
            request(
                path,
                f"Content-Type: {kind}",
                f"Content-Length: {len(body)}",
                "Connection: close",
                method="POST",
            )
            for kind, body in BODIES
        ]
        _all(watched, [head + body for head, (_kind, body) in zip(heads, BODIES, strict=True)])


def test_what_is_no_request_is_answered(watched):
    _all(watched, RAW)


@pytest.mark.parametrize("is_known", [True, False])
def test_a_malformed_packet_is_a_goodbye_at_the_most(watched, is_known):
    node = watched.node
    cookie = node.cookie_of(make_account())
    frames = [websocket.ABNF.create_frame(text, websocket.ABNF.OPCODE_TEXT) for text in PACKETS]
    for sent in (*(frame.format() for frame in frames), *FRAMES):
        line = websocket.create_connection(
            node.url.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket",
            cookie=cookie,
            origin=node.url,
            timeout=5,
        )
        hello = [line.recv()]
        if is_known:
            line.send("40")
            hello.append(line.recv())
        assert line.sock is not None
        line.sock.sendall(sent)
        time.sleep(0.05)
        line.shutdown()
        said = watched.said()
        assert len(hello) == 1 + is_known
        assert said.count("\n") <= 1, said
        assert len(said) <= LINE, said
    assert node.settled("/regles") == "/regles"


def _post(path: str, kind: str, body: bytes) -> bytes:
    """Return a form of some kind."""
    heads = (f"Content-Type: {kind}", f"Content-Length: {len(body)}", "Connection: close")
    return request(path, *heads, method="POST") + body
