"""Real servers for the tests that ask for them: started at the first need, in folders of their own.

A test is marked by what it asks for: whoever uses `page` is a `browser` test, and so on.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.machine import (
    answers,
    find_chromium,
    find_postgres,
    find_program,
    free_port,
    running,
)

_MARKED_BY = {
    "browser": {"browser", "context", "new_context", "page"},
    "postgres": {"postgres_url"},
    "redis": {"redis_url"},
}
CHROMIUM_ARGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by the machinery it asks for."""
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        for mark, fixtures in _MARKED_BY.items():
            if asked & fixtures:
                item.add_marker(mark)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Return how Playwright starts the browser of the machine; it downloads none."""
    return {"executable_path": str(find_chromium()), "args": CHROMIUM_ARGS}


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """Return the address of an empty Redis that keeps nothing."""
    program, port = str(find_program("redis-server")), free_port()
    with tempfile.TemporaryDirectory(prefix="entraide-redis-") as folder:
        command = [
            program,
            "--port",
            str(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            folder,
        ]
        log = Path(folder) / "log"
        with running(command, is_ready=lambda: answers(port), log=log):
            yield f"redis://127.0.0.1:{port}/0"


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Return the address of an empty PostgreSQL database that is fast rather than safe."""
    programs, port = find_postgres(), free_port()
    folder = Path(tempfile.mkdtemp(prefix="entraide-postgres-"))
    user = _not_root(folder)
    data, log = folder / "data", folder.with_suffix(".log")
    settings = {
        "port": port,
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": folder,
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
    }
    make = [f"{programs}/initdb", f"--pgdata={data}", "-U", "entraide", "--auth=trust", "--no-sync"]
    serve = [f"{programs}/postgres", f"-D{data}", *(f"-c{key}={settings[key]}" for key in settings)]
    address = f"127.0.0.1:{port}/postgres"
    try:
        subprocess.run(
            [*make, "--encoding=UTF8", "--locale=C"],
            check=True,
            user=user,
            stdout=subprocess.DEVNULL,
        )
        with running(
            serve,
            is_ready=lambda: _takes_questions(address),
            log=log,
            user=user,
            stop_with=signal.SIGINT,  # leave at once, whoever is still connected
        ):
            yield f"postgresql+psycopg://entraide@{address}"
    finally:
        shutil.rmtree(folder)
        log.unlink(missing_ok=True)


def _takes_questions(address: str) -> bool:
    """Tell whether the server has started up."""
    with suppress(psycopg.OperationalError), psycopg.connect(f"postgresql://entraide@{address}"):
        return True
    return False


def _not_root(folder: Path) -> str | None:
    """Return the user that PostgreSQL runs as, for it refuses root; the folder becomes theirs."""
    if os.geteuid() != 0:
        return None
    shutil.chown(folder, "postgres")
    return "postgres"
