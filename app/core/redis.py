"""The one door to Redis for whoever is in a hurry: without Redis they go on by other means.

A Redis that is gone, frozen, full or still loading must not make people wait, nor answer them
with an error. So the first question that fails, after half a second at the most, opens the
circuit: nobody of this process asks any more. In the background one thread tries until Redis
takes a key again; the circuit closes, and those who did without it make good for that.
"""

import logging
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask
from redis import ConnectionError as ConnectionLost
from redis import ConnectionPool, Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

REDIS = "entraide_redis"
"""Where the factory keeps the door, in `app.extensions`; `None` where there is no Redis."""
HURRY_SECONDS = 0.5
"""The longest that a page waits for Redis, once, when it froze."""
PATIENCE_SECONDS = 10.0
"""The longest that a worker waits that has nothing else to do."""
_PAUSE_SECONDS = 0.5
_PROBE = "entraide.probe"
_log = logging.getLogger(__name__)
_Answer = TypeVar("_Answer")
Client = Any
"""A `redis.Redis`, half of which has no types."""


class RedisAway(Exception):
    """Redis does not answer, or did not a moment ago; what was to be done there is not done."""


class RedisDoor:
    """Redis behind a circuit breaker, one for each process."""

    def __init__(self, url: str) -> None:
        """Prepare the connections; none is made before the first question."""
        self.url = url
        # A connection that Redis closed while it rested is opened again; a silence is not repeated.
        self.pool = connection_pool(url, seconds=HURRY_SECONDS)
        self.client: Client = Redis(connection_pool=self.pool)
        """To be used inside `ask`."""
        self._is_open = False
        self._lock = threading.Lock()
        self._returns: list[Callable[[], Any]] = []

    def on_return(self, act: Callable[[], Any]) -> None:
        """Register what makes good for the time that Redis was away."""
        self._returns.append(act)

    def ask(self, question: Callable[[], _Answer]) -> _Answer:
        """Ask Redis something, unless it is away.

        Raises:
            RedisAway: it is, or has just turned out to be.
        """
        if self._is_open:
            raise RedisAway
        try:
            return question()
        except (RedisError, OSError) as trouble:
            self._open(trouble)
            raise RedisAway from trouble

    def try_again(self) -> bool:
        """Close the circuit when Redis takes a key again, and make good; tell whether it does."""
        try:
            self.client.set(_PROBE, 1, ex=60)  # a full disk or memory answers a mere ping
        except (RedisError, OSError):
            return False
        self._is_open = False
        _log.warning("Redis is back.")
        for act in self._returns:
            try:
                act()
            except Exception:  # noqa: BLE001 - the others have something to make good for, too
                _log.exception("Something could not be made good after Redis came back.")
        return True

    def _open(self, trouble: Exception) -> None:
        """Let nobody ask, and wait for Redis in the background; once, however many noticed."""
        with self._lock:
            if self._is_open:
                return
            self._is_open = True
        _log.error("Redis is away, and this process goes on without it: %r", trouble)
        threading.Thread(target=self._wait_for_it, daemon=True).start()

    def _wait_for_it(self) -> None:
        while True:
            time.sleep(_PAUSE_SECONDS)
            if self.try_again():
                return


def connection_pool(url: str, *, seconds: float) -> ConnectionPool:
    """Return connections that wait so long for an answer, and ask once more when one was cut."""
    return ConnectionPool.from_url(
        url,
        socket_timeout=seconds,
        socket_connect_timeout=seconds,
        socket_keepalive=True,
        retry=Retry(NoBackoff(), 1, supported_errors=(ConnectionLost,)),
    )


def init_redis(app: Flask, url: str | None) -> None:
    """Give the application its door to Redis, if there is one."""
    app.extensions[REDIS] = RedisDoor(url) if url else None
