"""Whose text the one rendering process takes next: nobody's flood makes others wait.

Whoever publishes comes before whoever looks beforehand, and these before the site's own work.
Within that, accounts take turns: one that sends ten texts at once has one of them in work, and the
other nine wait behind everybody else's first.
"""

import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum


class Priority(IntEnum):
    """What a text is rendered for; the lowest goes first."""

    PUBLISH = 0
    PREVIEW = 1
    MAINTENANCE = 2


class AlreadyInWork(Exception):
    """A preview for the same account is waiting, or being made."""


@dataclass(frozen=True, slots=True, eq=False)
class _Ticket:
    """A text that waits, or is in work."""

    priority: Priority
    account_id: int | None
    number: int


class Scheduler:
    """Lets one text at a time through."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._numbers = itertools.count(1)
        self._waiting: list[_Ticket] = []
        self._running: _Ticket | None = None
        self._served: dict[int | None, int] = {}
        """Of accounts that have more to be done, when they had their last turn."""

    @property
    def waiting_count(self) -> int:
        """How many texts wait for their turn."""
        return len(self._waiting)

    @contextmanager
    def turn(
        self, priority: Priority, account_id: int | None, *, patience_seconds: float
    ) -> Iterator[bool]:
        """Wait for a turn, and hold it; say whether it came in time.

        Raises:
            AlreadyInWork: a preview is asked for beside another one of the same account.
        """
        ticket = _Ticket(priority, account_id, next(self._numbers))
        with self._changed:
            if priority is Priority.PREVIEW and self._has_preview(account_id):
                raise AlreadyInWork
            self._waiting.append(ticket)
            try:
                is_next = self._changed.wait_for(lambda: self._is_next(ticket), patience_seconds)
                if is_next:
                    self._running = ticket
                    self._served[account_id] = ticket.number
            finally:
                self._waiting.remove(ticket)
                self._forget_served()
                self._changed.notify_all()
        try:
            yield is_next
        finally:
            if is_next:
                with self._changed:
                    self._running = None
                    self._forget_served()
                    self._changed.notify_all()

    def _is_next(self, ticket: _Ticket) -> bool:
        """Say whether it is a ticket's turn."""
        return self._running is None and ticket is min(self._waiting, key=self._order)

    def _order(self, ticket: _Ticket) -> tuple[int, int, int]:
        """Return what decides who is next."""
        return ticket.priority, self._served.get(ticket.account_id, 0), ticket.number

    def _has_preview(self, account_id: int | None) -> bool:
        """Say whether a preview of an account waits or is in work."""
        return any(
            ticket.account_id == account_id and ticket.priority is Priority.PREVIEW
            for ticket in (*self._waiting, self._running)
            if ticket is not None
        )

    def _forget_served(self) -> None:
        """Forget when those had a turn who have nothing more to be done."""
        left = {ticket.account_id for ticket in self._waiting}
        self._served = {who: when for who, when in self._served.items() if who in left}
