"""Without Redis there is one web process: a second one would lose live events, and may not start.

Whoever serves holds a lock on a file in the data folder, as long as the process lives.
"""

import fcntl
import os
import time
from pathlib import Path

LOCK = "web.lock"
PATIENCE_SECONDS = 15.0
"""How long a process waits for one that is on its way out."""
_PAUSE_SECONDS = 0.2


class NotAlone(Exception):
    """Another web process serves from this folder, and no Redis joins the two."""

    def __init__(self, folder: Path) -> None:
        """Say what to do."""
        super().__init__(
            f"Another web process serves {folder}. Set REDIS_URL to run several, or stop it."
        )


def serve_alone(folder: Path, *, patience_seconds: float = PATIENCE_SECONDS) -> int:
    """Take the lock for as long as this process lives; return the file that holds it.

    Raises:
        NotAlone: somebody else holds it, and does not let go.
    """
    folder.mkdir(parents=True, exist_ok=True)
    held = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    limit = time.monotonic() + patience_seconds
    while True:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as taken:
            if time.monotonic() >= limit:
                os.close(held)
                raise NotAlone(folder) from taken
            time.sleep(_PAUSE_SECONDS)
        else:
            return held
