"""Programs that can be killed, frozen, stopped and started again, each a group of processes."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.servers import ROOT, tree_of

_PATIENCE_SECONDS = 60


@dataclass
class Program:
    """One program of the site."""

    name: str
    command: Sequence[str]
    log: Path
    environ: Mapping[str, str] = field(default_factory=dict)
    user: str | None = None
    is_ready: Callable[[], bool] = lambda: True
    turn: threading.Lock = field(default_factory=threading.Lock)
    """Whoever does something to it holds this."""
    _process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Start it, again and again until it is up: what was killed may still be on its way out.

        Raises:
            TimeoutError: it does not come up.
        """
        limit = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < limit:
            with self.log.open("ab") as output:
                self._process = subprocess.Popen(
                    self.command,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    env={**os.environ, **self.environ},
                    cwd=ROOT,
                    user=self.user,
                    start_new_session=True,
                )
            while self._process.poll() is None and time.monotonic() < limit:
                if self.is_ready():
                    return
                time.sleep(0.05)
            time.sleep(0.2)
        raise TimeoutError(self.name)

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the program and all that it started."""
        for process_id in tree_of(self._process.pid) if self._process is not None else ():
            with suppress(ProcessLookupError):
                os.kill(process_id, number)

    def end(self, number: signal.Signals) -> None:
        """Send its first process a signal that ends it, and wait until it has ended."""
        if self._process is None:
            return
        if number is signal.SIGKILL:
            self.send(number)
        else:
            self._process.send_signal(number)
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.send(signal.SIGKILL)
            self._process.wait()


def tool(name: str) -> str:
    """Return a program of our own environment."""
    return str(Path(sys.executable).parent / name)
