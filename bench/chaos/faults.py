"""What befalls the cluster, in an order drawn by lot, at an even pace."""

import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from functools import partial

from bench.chaos.cluster import Cluster
from bench.chaos.programs import Program

SORTS = ("web killed", "jobs killed", "Redis restarted", "PostgreSQL restarted", "frozen", "cut")
AT_ONCE = 2
DOWN_SECONDS = (0.1, 1.0)
FROZEN_SECONDS = (0.5, 4.0)


class Faults:
    """A number of faults of each sort, spread over a time."""

    def __init__(
        self, cluster: Cluster, cut: Callable[[], None], *, each: int, lots: random.Random
    ) -> None:
        """Prepare them."""
        self.done: Counter[str] = Counter(dict.fromkeys(SORTS, 0))
        self._cluster, self._cut, self._lots = cluster, cut, lots
        self._waiting = [sort for sort in SORTS for _number in range(each)]
        lots.shuffle(self._waiting)
        self._room = threading.Semaphore(AT_ONCE)

    def run(self, seconds: float) -> None:
        """Let them happen; return when all is repaired. May take longer than it should."""
        begun = time.monotonic()
        pace = seconds / len(self._waiting)
        threads = []
        for number, sort in enumerate(self._waiting):
            time.sleep(max(0.0, begun + number * pace - time.monotonic()))
            self._room.acquire()
            thread = threading.Thread(target=self._happen, args=(sort, self._act(sort)))
            thread.start()
            threads.append(thread)
        for thread in threads:
            thread.join()

    def _happen(self, sort: str, act: Callable[[], None]) -> None:
        """Do one, and make room for the next."""
        try:
            act()
            self.done[sort] += 1
        finally:
            self._room.release()

    def _act(self, sort: str) -> Callable[[], None]:
        """Draw to whom it happens, and for how long."""
        cluster, lots = self._cluster, self._lots
        down, frozen = lots.uniform(*DOWN_SECONDS), lots.uniform(*FROZEN_SECONDS)
        acts: dict[str, Callable[[], None]] = {
            "web killed": partial(_restart, lots.choice(cluster.webs), signal.SIGKILL, down),
            "jobs killed": partial(_restart, cluster.work, signal.SIGKILL, down),
            "Redis restarted": partial(
                _restart, cluster.redis, lots.choice((signal.SIGKILL, signal.SIGTERM)), down
            ),
            "PostgreSQL restarted": partial(
                _restart, cluster.postgres, lots.choice((signal.SIGQUIT, signal.SIGINT)), down
            ),
            "frozen": partial(_freeze, lots.choice(cluster.programs), frozen),
            "cut": self._cut,
        }
        return acts[sort]


def _restart(program: Program, number: signal.Signals, seconds: float) -> None:
    """End a program, leave it down, start it again."""
    with program.turn:
        program.end(number)
        time.sleep(seconds)
        program.start()


def _freeze(program: Program, seconds: float) -> None:
    """Stop a program as if the machine slept."""
    with program.turn:
        program.send(signal.SIGSTOP)
        time.sleep(seconds)
        program.send(signal.SIGCONT)
