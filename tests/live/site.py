"""A real site for tests of sockets: gunicorn processes over one database, and clients for them."""

import gc
import queue
import sys
import time
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import requests
import socketio
import websocket
from flask import Flask

from app import create_app
from app.accounts.models import Account
from app.core.db import Base, db
from config import Config
from tests.factories.accounts import make_session
from tests.machine import answers, free_port, running
from tests.machine import comes_to as comes_true

PATIENCE_SECONDS = 15
START_SECONDS = 60
_SECRET = "for tests only, and long enough for it"


@dataclass
class Node:
    """One web process."""

    app: Flask
    """The same application in the process of the test, to make rows and cookies with."""
    url: str
    settings: Mapping[str, str]
    """Its environment."""

    def cookie_of(self, account: Account) -> str:
        """Sign somebody in; return the header of their browser."""
        client = self.app.test_client()
        with client.session_transaction() as cookie:
            cookie["_user_id"] = make_session(account)
            cookie["_fresh"] = True
        known = client.get_cookie("entraide")
        assert known is not None
        return f"entraide={known.value}"

    def post(self, path: str, cookie: str, **form: str) -> requests.Response:
        """Send a form as a browser does."""
        return requests.post(
            self.url + path,
            data=form,
            headers={"Cookie": cookie, "Origin": self.url},
            allow_redirects=False,
            timeout=PATIENCE_SECONDS,
        )

    def get(self, path: str) -> str:
        """Load a page as a visitor."""
        return requests.get(self.url + path, timeout=PATIENCE_SECONDS).text

    def settled(self, path: str) -> str:
        """Return the address to which a visitor is sent on."""
        answer = requests.get(self.url + path, timeout=PATIENCE_SECONDS)
        return answer.url.removeprefix(self.url)

    def comes_to_show(self, path: str, words: str) -> bool:
        """Tell whether a visitor reads these words on a page within a moment."""
        return comes_to(lambda: words in self.get(path), seconds=2)


@dataclass
class Tab:
    """One socket of a browser; what it hears is kept until it is asked for."""

    lines: list[websocket.WebSocket] = field(default_factory=list)
    """All it ever opened: the client forgets those that the server closed, and leaves them open."""
    client: socketio.Client = field(init=False)
    heard: dict[str, "queue.Queue[dict[str, Any]]"] = field(
        default_factory=lambda: defaultdict(queue.Queue)
    )
    """By the name of the event."""

    def __post_init__(self) -> None:
        """Prepare the client."""
        options = {"class_": self._open}
        self.client = socketio.Client(
            reconnection=False, handle_sigint=False, websocket_extra_options=options
        )

    def connect(
        self,
        node: Node,
        cookie: str,
        *,
        after: object = None,
    ) -> "Tab":
        """Connect as the page's script does."""
        self.client.on("*", lambda name, data: self.heard[name].put(data))
        self.client.on("disconnect", lambda *_why: self.heard["disconnect"].put({}))
        self.client.connect(
            node.url,
            headers={"Cookie": cookie},
            auth={"after": after},
            transports=["websocket"],
            wait_timeout=PATIENCE_SECONDS,
        )
        return self

    def watch(self, topic: str) -> bool:
        """Ask to watch a topic."""
        answer = self.client.call("watch", {"topic": topic}, timeout=PATIENCE_SECONDS)
        return bool(answer["ok"])

    def next(self, name: str) -> dict[str, Any]:
        """Wait for the next event of a name; return what it carries."""
        return self.heard[name].get(timeout=PATIENCE_SECONDS)

    def is_silent(self, name: str, *, seconds: float = 0.7) -> bool:
        """Tell whether no event of a name comes for a moment."""
        try:
            self.heard[name].get(timeout=seconds)
        except queue.Empty:
            return True
        return False

    def close(self) -> None:
        """Close the socket."""
        self.client.disconnect()
        self.client.eio.disconnect(abort=True)
        for line in self.lines:
            line.shutdown()
        let_go()

    def _open(self, *how: Any, **more: Any) -> websocket.WebSocket:  # noqa: ANN401 - as the client asks
        """Return a line that is remembered."""
        line = websocket.WebSocket(*how, **more)
        self.lines.append(line)
        return line


def let_go() -> None:
    """Collect the lines that clients leave open, here and not in the middle of another test."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


comes_to = partial(comes_true, seconds=PATIENCE_SECONDS)
"""Tells whether something becomes true within so many seconds."""


@contextmanager
def site(
    folder: Path,
    *,
    nodes: int = 1,
    redis_url: str | None = None,
    server: Mapping[str, object] | None = None,
    **more: str,
) -> Iterator[tuple[Node, ...]]:
    """Keep a site running: web processes, and one for jobs when there is Redis.

    Args:
        folder: of its data and its logs.
        nodes: how many web processes.
        redis_url: joins them.
        server: names in `gunicorn.conf.py`, and what they are instead.
        more: settings.
    """
    settings = {
        "DATA_DIR": str(folder),
        "HOST": "127.0.0.1",
        "LIMITS_FACTOR": "1000",
        "SECRET_KEY": _SECRET,
        **({"REDIS_URL": redis_url} if redis_url else {}),
        **more,
    }
    config = _config(folder, server or {})
    app = create_app(Config.from_env({**settings, "REDIS_URL": ""}))
    with app.app_context(), ExitStack() as stack:
        Base.metadata.create_all(db.engine)
        if redis_url:
            command = [*_env(settings), "-m", "flask", "--app", "wsgi", "work"]
            stack.enter_context(running(command, is_ready=lambda: True, log=folder / "work.log"))
        ports = [free_port() for _ in range(nodes)]
        for port in ports:
            command = [
                *_env({**settings, "PORT": str(port)}),
                "-m",
                "gunicorn",
                *config,
                "wsgi:app",
            ]
            log = folder / f"web-{port}.log"
            stack.enter_context(running(command, is_ready=partial(answers, port), log=log))
        for port in ports:  # all of them load the application at the same time
            _wait_for(port)
        yield tuple(Node(app, f"http://127.0.0.1:{port}", settings) for port in ports)
        db.session.remove()
    let_go()


def _config(folder: Path, server: Mapping[str, object]) -> list[str]:
    """Return the arguments with which gunicorn reads its file, some names in it changed."""
    if not server:
        return []
    read = 'exec(compile(open("gunicorn.conf.py").read(), "gunicorn.conf.py", "exec"))\n'
    changed = "".join(f"{name} = {value!r}\n" for name, value in server.items())
    path = folder / "server.conf.py"
    path.write_text(read + changed)
    return ["--config", str(path)]


def _wait_for(port: int) -> None:
    """Wait until a web process answers; its port is open before the application is loaded."""
    limit = time.monotonic() + START_SECONDS
    while time.monotonic() < limit:
        with suppress(requests.RequestException):
            requests.get(f"http://127.0.0.1:{port}/connexion", timeout=5).raise_for_status()
            return
    pytest.fail("A web process did not load its application.")


def _env(settings: Mapping[str, str]) -> list[str]:
    """Return the beginning of a command that runs Python with these settings."""
    return ["env", *(f"{name}={value}" for name, value in settings.items()), sys.executable]
