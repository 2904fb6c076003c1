"""Programs that some tests start and that a machine may lack: a browser, PostgreSQL, Redis.

On a person's machine a missing one skips the tests that need it; where `CI=true` it fails them.
"""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

import pytest

_DEBIAN_POSTGRES = Path("/usr/lib/postgresql")
_PATIENCE_SECONDS = 30


def find_program(*names: str) -> Path:
    """Return the first of these programs that the machine has; skip the test without one."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        go_without(names[0])
    return Path(found)


class DidNotStart(Exception):
    """A program could not be started: which, and its last words."""


def find_chromium() -> Path:
    """Return the browser."""
    return find_program("chromium", "chromium-browser", "google-chrome")


def find_postgres() -> Path:
    """Return the folder with the programs of PostgreSQL, which Debian keeps off the path."""
    folders = [path.parent for path in _DEBIAN_POSTGRES.glob("*/bin/initdb")]
    if folders:
        return max(folders, key=lambda folder: float(folder.parent.name))
    return find_program("initdb").parent


def free_port() -> int:
    """Return a TCP port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(
    command: Sequence[str],
    *,
    is_ready: Callable[[], bool],
    log: Path,
    user: str | None = None,
    stop_with: signal.Signals = signal.SIGTERM,
    environ: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Keep a program running; what it prints goes to a file, shown when it does not start.

    Raises:
        DidNotStart: it ended, or took too long.
    """
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(environ or {})},
            cwd=cwd,
            user=user,
        )
    try:
        _wait(process, is_ready, log)
        yield process
    finally:
        process.send_signal(stop_with)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def comes_to(is_so: Callable[[], bool], *, seconds: float, pause: float = 0.05) -> bool:
    """Wait for something, but not for ever; tell whether it came."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if is_so():
            return True
        time.sleep(pause)
    return False


def answers(port: int) -> bool:
    """Tell whether somebody listens on a port of 127.0.0.1."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def _wait(process: subprocess.Popen[bytes], is_ready: Callable[[], bool], log: Path) -> None:
    """Wait until the program is ready."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not is_ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise DidNotStart(process.args, log.read_text("utf-8", "replace")[-2000:])
        time.sleep(0.05)


def go_without(name: str) -> NoReturn:
    """Skip the test, or fail it where every program is promised."""
    sentence = f"This machine has no {name}: `make system-packages` installs it on Debian."
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)
