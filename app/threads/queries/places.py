"""Where threads lie, and who may read there."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from app.core.audiences import readers_among
from app.core.db import execute
from app.groups import queries as groups
from app.threads.models import Thread

Place = sa.Row[*tuple[Any, ...]]
"""A thread, its group, if it lies in one, and whether everybody reads that."""
_PLACE = sa.select(
    Thread.id, Thread.group_id, groups.is_public_asked(Thread.group_id).label("is_public")
).where(Thread.id == sa.bindparam("thread_id"), Thread.deleted_at.is_(None))


def place_of(thread_id: int) -> Place | None:
    """Return where a thread lies; `None` when it is gone. One query."""
    return execute(_PLACE, thread_id=thread_id).one_or_none()


def readers_of(place: Place, account_ids: Collection[int]) -> Collection[int]:
    """Return those of the accounts that may read there. One query where not everybody may."""
    if place.is_public:
        return account_ids
    return readers_among(account_ids, groups.audience_of(place.group_id))


def watchers_among(account_ids: Collection[int], thread_id: int) -> Collection[int]:
    """Return those of the accounts that may read a thread. Three queries at most."""
    place = place_of(thread_id)
    return () if place is None else readers_of(place, account_ids)
