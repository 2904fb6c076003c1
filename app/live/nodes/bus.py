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
from contextlib import suppress
from typing import Any

import redis
from flask import Flask

from app.core.redis import Client, RedisAway, RedisDoor, connection_pool
from app.live.nodes.work_queue import WorkQueue

_QUIET_SECONDS = 10
"""After so long without a message the bus asks Redis whether it is still there."""
HERE_SECONDS = 90
"""How long a node is believed that somebody is connected to it; it says so every half minute."""
_ANSWER_SECONDS = 5
"""How long whoever hears the others waits for an answer of Redis."""
_PAUSE_SECONDS = 0.5
"""Between two attempts to reach Redis again."""
_MISSED = "bus.missed"
"""The kind of message by which a node says that others of its messages were lost."""
_log = logging.getLogger(__name__)
Hear = Callable[[Any], None]


class Bus:
    """One channel for all nodes of this site; each node hears what any of them says."""

    def __init__(self, app: Flask, *, door: RedisDoor | None, is_inline: bool) -> None:
        """Prepare this node's end; `listen` begins to hear the others."""
        self.node_id = secrets.token_hex(6)
        self._hears: dict[str, Hear] = {}
        self._in_order = WorkQueue(app, workers=1, is_inline=is_inline)
        self._is_leaving = False
        self._door = door
        self._listener: threading.Thread | None = None
        self._come_back: Callable[[], None] = lambda: None
        self._is_coming_back = False
        if door is not None:
            door.on_return(lambda: self._send(["", _MISSED, None]))
        # Two sites may share a Redis: channels, unlike keys, know no database number.
        site = hashlib.sha256(app.config["SECRET_KEY"].encode()).hexdigest()[:16]
        self._channel = f"entraide.live.{site}"
        self._roll = f"entraide.here.{site}"

    @property
    def is_shared(self) -> bool:
        """There may be other nodes."""
        return self._door is not None

    def on(self, kind: str, hear: Hear) -> None:
        """Register who hears messages of one kind."""
        self._hears[kind] = hear

    def on_return(self, come_back: Callable[[], None]) -> None:
        """Register what to do when this node may have missed messages."""
        self._come_back = come_back

    def publish(self, kind: str, data: object) -> None:
        """Tell all nodes, this one included; in the order of publication."""
        if not self._send(["", kind, data]):
            self._in_order.add(self._hears[kind], data)
            time.sleep(0)  # under gevent: now, before the rest of the request is done

    def tell_others(self, kind: str, data: object) -> None:
        """Tell the other nodes what has been done here already."""
        self._send([self.node_id, kind, data])

    def listen(self) -> None:
        """Begin to hear the other nodes, once for each process that has sockets."""
        if self._door is None or self._listener is not None:
            return
        pool = connection_pool(self._door.url, seconds=_ANSWER_SECONDS)
        self._listener = threading.Thread(
            target=self._hear_forever, args=(redis.Redis(connection_pool=pool),), daemon=True
        )
        self._listener.start()

    def note_here(self, account_ids: Collection[int]) -> None:
        """Say who is connected to this node; it is believed for a while."""
        if self._door is None:
            return
        now, client = time.time(), self._door.client
        with suppress(RedisAway):  # nobody is believed to be here for long
            if account_ids:
                roll = dict.fromkeys(map(str, account_ids), now)
                self._door.ask(lambda: client.zadd(self._roll, roll))
            self._door.ask(lambda: client.zremrangebyscore(self._roll, 0, now - HERE_SECONDS))

    def is_here(self, account_id: int) -> bool:
        """Tell whether a node said lately that somebody is connected to it."""
        if self._door is None:
            return False
        client = self._door.client
        try:
            said_at = self._door.ask(lambda: client.zscore(self._roll, str(account_id)))
        except RedisAway:
            return False  # nobody knows: they had better be written to
        # Either way: a clock that was put back must not have people be here for an hour.
        return said_at is not None and abs(time.time() - float(said_at)) < HERE_SECONDS

    def leave(self) -> None:
        """Hear the other nodes no more."""
        self._is_leaving = True

    def _send(self, message: list[object]) -> bool:
        """Hand a message to Redis; `False` when it did not take it, or there is none."""
        if self._door is None:
            return False
        client = self._door.client
        try:
            self._door.ask(lambda: client.publish(self._channel, json.dumps(message)))
        except RedisAway:
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
            self._come_back_soon()
        elif message["type"] == "message":
            done_at, kind, data = json.loads(message["data"])
            if kind == _MISSED:
                self._come_back_soon()
                return
            hear = self._hears.get(kind)
            if hear is not None and done_at != self.node_id:
                self._in_order.add(hear, data)

    def _come_back_soon(self) -> None:
        """Ask the database again, once for all who say at the same time that it is needed."""
        if not self._is_coming_back:
            self._is_coming_back = True
            self._in_order.add(self._ask_again)

    def _ask_again(self) -> None:
        """Make good for what may have been missed until now."""
        self._is_coming_back = False
        self._come_back()
