"""Lists by cursor: an address that stays right while rows come and go."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.core.errors import NotFound

KeyPart = int | str | float | None
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Item]):
    """One page of a list."""

    items: tuple[Item, ...]
    next_cursor: str | None
    """Where the next page begins; `None` on the last one."""


def encode_cursor(*key: KeyPart) -> str:
    """Return the sort key of a row as text fit for an address."""
    packed = json.dumps(key, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def decode_cursor(cursor: str, *types: type) -> tuple[KeyPart, ...]:
    """Read a sort key back; each part must be of the type named.

    Raises:
        NotFound: it is not a cursor of this list.
    """
    try:
        packed = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        key = json.loads(packed)
    except (binascii.Error, ValueError, RecursionError) as error:
        raise NotFound from error
    if not isinstance(key, list) or len(key) != len(types):
        raise NotFound
    for part, kind in zip(key, types, strict=True):
        is_too_large = isinstance(part, int) and abs(part) >= 2**63
        if type(part) is not kind or is_too_large:
            raise NotFound
    return tuple(key)


def page_of(rows: Sequence[Item], size: int, cursor_of: Callable[[Item], str]) -> Page[Item]:
    """Cut a page from rows fetched with one more than `size`, the sign that there is a next."""
    items = tuple(rows[:size])
    has_more = len(rows) > size
    return Page(items=items, next_cursor=cursor_of(items[-1]) if has_more else None)
