"""What goes to one person, and what a room tells `live` about it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Personal:
    """Something for one person, in every tab they have open."""

    account_id: int
    unread: int
    """What is unread after it; goes out with the payload."""
    as_of: int
    """Grows with every change of `unread`, so that a message that is late shows no older count.

    Goes out too, as `version`: a page that was made later shows no older count either.
    """
    seq: int | None = None
    """Place in the person's sequence; `None` when it stands outside it."""
    payload: Payload | None
    """Without one the message is only a hint that there is something to fetch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """What a browser has not been sent yet."""

    messages: tuple[Personal, ...]
    """In order, each with its `seq`."""
    last_seq: int
    """The newest number of the person; every number up to it is accounted for."""
    state: Personal
    """What is unread now: without a number, for a browser whose count is an older one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalSource:
    """The room whose personal messages `live` carries: it answers what a browser missed."""

    event: str
    """Name of the event under which its messages are sent."""
    state_event: str
    """Name of the event that only tells what is unread."""
    missed: Callable[[int, int | None, int], Missed]
    """(account, after, limit) → what came after that number; only `last_seq` for `None`."""
    newest: Callable[[Collection[int]], Mapping[int, int]]
    """Accounts → newest number of each; those without any are left out."""
    silent_towards: Callable[[int], Collection[int]]
    """Account → those between whom and this one there is a block."""
