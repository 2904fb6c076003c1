"""The sockets of this node: who is behind each, and what it watches."""

import threading
import time
from dataclasses import dataclass, field
from typing import TypeVar

from app.live.connections.direct_writer import DirectWriter
from app.live.connections.metrics import SOCKETS

Key = TypeVar("Key", int, str)


@dataclass(slots=True, eq=False, kw_only=True)
class Connection:
    """One socket of one member."""

    sid: str
    account_id: int
    session_id: int | None
    language: str
    last_seq: int | None
    """Number of the last personal message this browser was sent; `None`: begin with the next."""
    wanted_seq: int = 0
    """The newest number heard of while this connection was catching up."""
    is_catching_up: bool = True
    """Somebody is fetching what it missed, and will send it in order."""
    unread: int = 0
    as_of: int = -1
    """Which of the person's states `unread` is from: a late message never shows an older count."""
    page_version: int | None = None
    """Which of them the page shows that opened it; `None`: it does not say."""
    topics: set[str] = field(default_factory=set)
    is_hidden: bool = False
    """Its person wants nobody to see that they are here."""
    typed: dict[str, float] = field(default_factory=dict)
    """When this one was last heard typing on a topic."""
    writers: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """Whom this one sees writing on a topic."""
    line: DirectWriter | None = None
    """Where frames may be written to directly."""
    since: float = field(default_factory=time.monotonic)
    """When it was opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed among those who watch."""

    newcomers: dict[str, set[Connection]]
    """Each topic whose watchers changed, and who has just come."""
    silenced: set[tuple[int, str]]
    """Who typed on which topic, and watches it no more there."""


class Connections:
    """All sockets of this node, by account and by topic. Safe to use from several threads."""

    def __init__(self) -> None:
        """Begin without any."""
        self._by_sid: dict[str, Connection] = {}
        self._by_account: dict[int, set[Connection]] = {}
        self._by_topic: dict[str, set[Connection]] = {}
        self._changed: dict[str, set[Connection]] = {}
        self._silenced: set[tuple[int, str]] = set()
        self.lock = threading.RLock()
        """Held by whoever decides by what is here what will be here."""

    def add(self, connection: Connection) -> None:
        """Take note of a new socket."""
        with self.lock:
            if connection.sid not in self._by_sid:
                SOCKETS.inc()
            self._by_sid[connection.sid] = connection
            self._by_account.setdefault(connection.account_id, set()).add(connection)

    def remove(self, sid: str) -> Connection | None:
        """Forget a socket and what it watched; `None` when it was not known."""
        with self.lock:
            connection = self._by_sid.pop(sid, None)
            if connection is None:
                return None
            SOCKETS.dec()
            for topic in tuple(connection.topics):
                self.unwatch(connection, topic)
            _discard(self._by_account, connection.account_id, connection)
            return connection

    def watch(self, connection: Connection, topic: str) -> None:
        """Let a socket watch a topic."""
        with self.lock:
            connection.topics.add(topic)
            self._by_topic.setdefault(topic, set()).add(connection)
            self._changed.setdefault(topic, set()).add(connection)

    def unwatch(self, connection: Connection, topic: str) -> None:
        """Note that a socket watches a topic no more."""
        with self.lock:
            connection.topics.discard(topic)
            connection.writers.pop(topic, None)
            _discard(self._by_topic, topic, connection)
            self._changed.setdefault(topic, set()).discard(connection)
            if connection.typed.pop(topic, None) is not None:
                self._silenced.add((connection.account_id, topic))

    def find(self, sid: str) -> Connection | None:
        """Return a socket by its id."""
        return self._by_sid.get(sid)

    def all(self) -> list[Connection]:
        """Return every socket."""
        with self.lock:
            return list(self._by_sid.values())

    def of_account(self, account_id: int) -> list[Connection]:
        """Return the sockets of one person."""
        with self.lock:
            return list(self._by_account.get(account_id, ()))

    def of_topic(self, topic: str) -> list[Connection]:
        """Return those who watch a topic."""
        with self.lock:
            return list(self._by_topic.get(topic, ()))

    def topics(self) -> list[str]:
        """Return the topics that somebody watches."""
        with self.lock:
            return list(self._by_topic)

    def people_at(self, topic: str) -> int:
        """Return how many people watch a topic on this node and show it."""
        return len({one.account_id for one in self.of_topic(topic) if not one.is_hidden})

    def hide(self, account_id: int, *, is_hidden: bool) -> None:
        """Count a person no more among those who are here, or again."""
        with self.lock:
            for connection in self.of_account(account_id):
                connection.is_hidden = is_hidden
                for topic in connection.topics:
                    self._changed.setdefault(topic, set())

    def take_changes(self) -> Changes:
        """Return what changed since this was last asked."""
        with self.lock:
            changes = Changes(newcomers=self._changed, silenced=self._silenced)
            self._changed, self._silenced = {}, set()
            return changes


def _discard(table: dict[Key, set[Connection]], key: Key, connection: Connection) -> None:
    """Take a socket out of one of the tables, and the key with the last one."""
    members = table.get(key)
    if members is not None:
        members.discard(connection)
        if not members:
            del table[key]
