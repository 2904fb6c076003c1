"""A web process that is told to stop answers what was asked, and waits for nobody who might ask."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import pytest
import requests

from tests.factories.accounts import make_account
from tests.live.site import PATIENCE_SECONDS, Node, Tab, site

pytestmark = [pytest.mark.no_app, pytest.mark.slow]

FORM = b"next=%2F"


def test_what_is_under_way_is_answered_and_silent_lines_are_let_go(tmp_path: Path) -> None:
    with ThreadPoolExecutor() as beside, requests.Session() as kept:
        with site(tmp_path) as (node,):
            kept.get(node.url, timeout=PATIENCE_SECONDS)
            silent = _line_to(node)
            (log,) = tmp_path.glob("web-*.log")
            answer = beside.submit(_finish_when_told_to_leave, _begin_to_ask(node), log)
        with closing(silent):
            assert _is_let_go(silent)
        assert answer.result().startswith(b"HTTP/1.1 303")
    assert "Worker exiting" in log.read_text()  # by itself: it was not killed


def _is_let_go(line: socket.socket) -> bool:
    """Tell whether the other end has closed a line, with a word or without."""
    try:
        return line.recv(1) == b""
    except ConnectionResetError:
        return True


def test_open_tabs_hold_up_nothing(tmp_path: Path) -> None:
    tab = Tab()
    with site(tmp_path) as (node,):
        tab.connect(node, node.cookie_of(make_account()))
        (log,) = tmp_path.glob("web-*.log")
    tab.close()
    assert "Worker exiting" in log.read_text()  # by itself: it was not killed


def _begin_to_ask(node: Node) -> socket.socket:
    """Send the first half of a form."""
    line = _line_to(node)
    fields = {
        "Host": _address_of(node).netloc,
        "Origin": node.url,
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": f"{len(FORM)}",
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    line.sendall(f"POST /deconnexion HTTP/1.1\r\n{head}\r\n".encode() + FORM[:2])
    return line


def _finish_when_told_to_leave(line: socket.socket, log: Path) -> bytes:
    """Send the rest once the server was told to leave; return the answer."""
    limit = time.monotonic() + PATIENCE_SECONDS
    while "Handling signal: term" not in log.read_text() and time.monotonic() < limit:
        time.sleep(0.05)
    line.sendall(FORM[2:])
    with line, line.makefile("rb") as answer:
        return answer.read()


def _line_to(node: Node) -> socket.socket:
    """Open a connection."""
    address = _address_of(node)
    return socket.create_connection((address.hostname, address.port), PATIENCE_SECONDS)


def _address_of(node: Node) -> SplitResult:
    return urlsplit(node.url)
