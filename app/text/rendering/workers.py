"""The rendering process, seen from the application: started, asked, and never waited for long.

Python-Markdown needs hours for some texts of 20,000 characters. So it runs in a process of its own
which may be killed. Waiting for it is waiting on a socket: other greenlets and threads go on.
"""

import atexit
import logging
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Collection
from contextlib import suppress

from app.core.child import START
from app.text.rendering.frames import receive, send
from app.text.rendering.scheduler import Scheduler

PATIENCE_SECONDS = 0.38
"""From a question to its answer, waiting for one's turn included.

Then the process is killed, which with all that follows must fit into what is left of half a second.
"""

MARGIN_SECONDS = 0.08
"""How much earlier the process itself gives a text up, so that it need not be killed.

An ordinary text of 20,000 characters takes a quarter of the time that remains to it.
"""

START_SECONDS = 5.0
"""The longest wait for a process to be ready; a tenth of a second is usual."""

AFTER_START_SECONDS = 0.25
"""What a text has left at least when it had to wait for a process to start."""

_START = START
_SERVER = "app.text.child.server"

log = logging.getLogger(__name__)


class Worker:
    """One rendering process, started when first needed and again after it was lost."""

    def __init__(self, *, patience_seconds: float | None = None) -> None:
        """Start nothing yet.

        Args:
            patience_seconds: from a question to its answer; `PATIENCE_SECONDS` unless said.
        """
        self.scheduler = Scheduler()
        """Whose text comes next, for those who share this process."""
        self._own_patience = patience_seconds
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._ready_at: float | None = None

    @property
    def process_id(self) -> int | None:
        """The rendering process, if one has been started."""
        return None if self._process is None else self._process.pid

    @property
    def _patience(self) -> float:
        """How long a text may take."""
        return self._own_patience or PATIENCE_SECONDS

    def ask(self, source: str, handles: Collection[str]) -> str | None:
        """Return the safe HTML of a normalised text, or nothing if it takes too long.

        One text at a time; others wait for their turn within the same patience.
        """
        asked_at = time.monotonic()
        patience = self._patience + (START_SECONDS if self._ready_at is None else 0)
        if not self._turn.acquire(timeout=patience):
            return None
        try:
            return self._answer(source, handles, asked_at)
        except (OSError, EOFError) as reason:
            log.warning("The rendering process was lost (%r) and is started again.", reason)
            self.stop()
            with suppress(OSError):
                self._start()
            return None
        except BaseException:
            self.stop()  # an answer left on the line would be taken for the next text's
            raise
        finally:
            self._turn.release()

    def _answer(self, source: str, handles: Collection[str], asked_at: float) -> str | None:
        """Ask, with the turn in hand.

        Raises:
            OSError, EOFError: the process is lost, or did not answer in time.
        """
        line = self._ready_line()
        ready_at = self._ready_at or asked_at
        deadline = max(asked_at + self._patience, ready_at + AFTER_START_SECONDS)
        seconds = deadline - time.monotonic() - MARGIN_SECONDS
        if seconds <= 0:
            return None
        send(line, {"source": source, "handles": list(handles), "seconds": seconds})
        html: str | None = receive(line, by=deadline)["html"]
        return html

    def _ready_line(self) -> socket.socket:
        """Return the socket of a process that has said it is ready, started if need be."""
        if self._process is None or self._process.poll() is not None:
            self.stop()
            self._start()
        if self._line is None:
            raise EOFError
        if self._ready_at is None:
            receive(self._line, by=time.monotonic() + START_SECONDS)
            self._ready_at = time.monotonic()
        return self._line

    def _start(self) -> None:
        """Start the process, without waiting for it to be ready."""
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-I", str(_START), _SERVER],
                stdin=theirs.fileno(),
                start_new_session=True,
            )
        self._line = ours
        self._ready_at = None

    def stop(self) -> None:
        """End the process. It ends by itself, too, as soon as nobody holds its socket any more."""
        line, process = self._line, self._process
        self._line = self._process = self._ready_at = None
        if line is not None:
            line.close()
        if process is not None:
            process.kill()
            process.wait()


_workers: dict[int, Worker] = {}


def worker() -> Worker:
    """Return the worker of this process: after a fork, a new one."""
    mine = os.getpid()
    for other in [pid for pid in _workers if pid != mine]:
        _workers.pop(other, None)
    return _workers.setdefault(mine, Worker())


@atexit.register
def close() -> None:
    """End the rendering process of this process."""
    mine = _workers.pop(os.getpid(), None)
    if mine is not None:
        mine.stop()
