"""Messages between web processes: through Redis when there is one, in this process otherwise.

Nothing on the bus is the only memory of anything: what is lost here is a hint, and whoever may
have missed one asks the database again (`on_return`).
"""

import hashlib
import json
import logging
import secrets
import threading
import time
from collections.abc import Callable, Collection
from typing import Any

import redis
from flask import Flask
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.live.errands import Errands

_QUIET_SECONDS = 10
"""After so long without a message the bus asks Redis whether it is still there."""
HERE_SECONDS = 90
"""How long a node is believed that somebody is connected to it; it says so every half minute."""
_PAUSE_SECONDS = 0.5
"""Between two attempts to reach Redis again."""
_log = logging.getLogger(__name__)
Hear = Callable[[Any], None]
Client = Any
"""A `redis.Redis`, half of which has no types."""


class Bus:
    """One channel for all nodes of this site; each node hears what any of them says."""

    def __init__(self, app: Flask, *, redis_url: str | None, is_inline: bool) -> None:
        """Prepare this node's end; `listen` begins to hear the others."""
        self.node_id = secrets.token_hex(6)
        self._hears: dict[str, Hear] = {}
        self._in_order = Errands(app, workers=1, is_inline=is_inline)
        self._is_leaving = False
        self._redis: Client = None
        self._listener: threading.Thread | None = None
        self._come_back: Callable[[], None] = lambda: None
        if redis_url is not None:
            self._redis = redis.Redis.from_url(
                redis_url,
                retry=Retry(NoBackoff(), 1),  # a request must not wait for Redis to come back
                socket_connect_timeout=5,
                socket_timeout=5,
                socket_keepalive=True,
            )
        # Two sites may share a Redis: channels, unlike keys, know no database number.
        site = hashlib.sha256(app.config["SECRET_KEY"].encode()).hexdigest()[:16]
        self._channel = f"entraide.live.{site}"
        self._roll = f"entraide.here.{site}"

    @property
    def is_shared(self) -> bool:
        """There may be other nodes."""
        return self._redis is not None

    def on(self, kind: str, hear: Hear) -> None:
        """Register who hears messages of one kind."""
        self._hears[kind] = hear

    def on_return(self, come_back: Callable[[], None]) -> None:
        """Register what to do when this node may have missed messages."""
        self._come_back = come_back

    def publish(self, kind: str, data: object) -> None:
        """Tell all nodes, this one included; in the order of publication."""
        if self._redis is None or not self._send(self._redis, ["", kind, data]):
            self._in_order.add(self._hears[kind], data)
            time.sleep(0)  # under gevent: now, before the rest of the request is done

    def tell_others(self, kind: str, data: object) -> None:
        """Tell the other nodes what has been done here already."""
        if self._redis is not None:
            self._send(self._redis, [self.node_id, kind, data])

    def listen(self) -> None:
        """Begin to hear the other nodes, once for each process that has sockets."""
        if self._redis is None or self._listener is not None:
            return
        self._listener = threading.Thread(
            target=self._hear_forever, args=(self._redis,), daemon=True
        )
        self._listener.start()

    def note_here(self, account_ids: Collection[int]) -> None:
        """Say who is connected to this node; it is believed for a while."""
        if self._redis is None:
            return
        now = time.time()
        try:
            if account_ids:
                self._redis.zadd(self._roll, dict.fromkeys(map(str, account_ids), now))
            self._redis.zremrangebyscore(self._roll, 0, now - HERE_SECONDS)
        except redis.RedisError as error:
            _log.warning("Redis did not take who is here: %r", error)

    def is_here(self, account_id: int) -> bool:
        """Tell whether a node said lately that somebody is connected to it."""
        if self._redis is None:
            return False
        try:
            said_at = self._redis.zscore(self._roll, str(account_id))
        except redis.RedisError:
            return False  # nobody knows: they had better be written to
        return said_at is not None and time.time() - float(said_at) < HERE_SECONDS

    def leave(self) -> None:
        """Hear the other nodes no more."""
        self._is_leaving = True

    def _send(self, client: Client, message: list[object]) -> bool:
        """Hand a message to Redis; `False` when it did not take it."""
        try:
            client.publish(self._channel, json.dumps(message))
        except redis.RedisError:
            _log.exception("Redis did not take a message for the other nodes.")
            return False
        return True

    def _hear_forever(self, client: Client) -> None:
        """Hear messages, and come back by itself whenever Redis was away."""
        while not self._is_leaving:
            try:
                self._hear_messages(client)
            except redis.RedisError as error:
                _log.warning("The bus lost Redis and tries again: %r", error)
            time.sleep(_PAUSE_SECONDS)

    def _hear_messages(self, client: Client) -> None:
        """Subscribe and pass messages on until the connection breaks."""
        is_asking = False
        with client.pubsub() as subscription:
            subscription.subscribe(self._channel)
            while not self._is_leaving:
                message = subscription.get_message(timeout=_QUIET_SECONDS)
                if message is not None:
                    is_asking = False
                    self._take(message)
                elif is_asking:
                    raise redis.ConnectionError  # it has not answered the question
                else:
                    subscription.ping()
                    is_asking = True

    def _take(self, message: dict[str, Any]) -> None:
        """Queue a message in its order.

        redis-py reconnects by itself; a confirmed subscription is the sign that it did.
        """
        if message["type"] == "subscribe":
            self._in_order.add(self._come_back)
        elif message["type"] == "message":
            done_at, kind, data = json.loads(message["data"])
            hear = self._hears.get(kind)
            if hear is not None and done_at != self.node_id:
                self._in_order.add(hear, data)
