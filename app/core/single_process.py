"""Without Redis there is one web process: a second one would lose live events, and may not start.

Whoever serves holds a lock on a file in the data folder, and on PostgreSQL one in the database,
which other machines meet as well, as long as the process lives.
"""

import fcntl
import os
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

LOCK = "web.lock"
PATIENCE_SECONDS = 15.0
"""How long a process waits for one that is on its way out."""
_PAUSE_SECONDS = 0.2
_NUMBER = int.from_bytes(b"entraide")
"""The name of the lock in the database: PostgreSQL takes numbers."""
_TAKE = sa.select(sa.func.pg_try_advisory_lock(_NUMBER))
_MINUTE = (
    "SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3"
)
"""The server lets go of what a machine held that fell silent, within a minute."""


class AnotherProcess(Exception):
    """Another web process serves the same data, and no Redis joins the two."""

    def __init__(self, what: str) -> None:
        """Say what to do."""
        super().__init__(
            f"Another web process serves {what}. Set REDIS_URL to run several, or stop it."
        )


def serve_single(
    folder: Path, database_url: str, *, patience_seconds: float = PATIENCE_SECONDS
) -> Callable[[], None]:
    """Take the locks for as long as this process lives; return what lets go of them.

    Raises:
        NotAlone: somebody else holds one, and does not let go.
    """
    limit = time.monotonic() + patience_seconds
    with ExitStack() as held:
        _take_file(held, folder, limit)
        url = sa.make_url(database_url)
        if url.get_backend_name() == "postgresql":
            _take_database(held, url, limit)
        return held.pop_all().close


def _take_file(held: ExitStack, folder: Path, limit: float) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    file = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    held.callback(os.close, file)

    def is_taken() -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    _wait(is_taken, str(folder), limit)


def _take_database(held: ExitStack, url: sa.URL, limit: float) -> None:
    """Take the lock of the database, over a line of its own that stays open."""
    line = held.enter_context(
        sa.create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT").connect()
    )
    line.exec_driver_sql(_MINUTE)
    _wait(lambda: bool(line.scalar(_TAKE)), f"the database {url.database}", limit)


def _wait(is_taken: Callable[[], bool], what: str, limit: float) -> None:
    """Try to take a lock until it is time to give up.

    Raises:
        NotAlone: it is time.
    """
    while not is_taken():
        if time.monotonic() >= limit:
            raise AnotherProcess(what)
        time.sleep(_PAUSE_SECONDS)
