"""What lies around a notice and belongs to higher rooms: threads and groups, and how to turn them.

A room hands over its keeper on its card. Without one, nobody follows anything, and everybody's own
level holds everywhere.
"""

from collections.abc import Collection, Mapping

from flask import Flask, current_app

from app.core.subjects import SubjectRef
from app.notices.shapes import GroupKeeper, ThreadKeeper
from app.notices.terms import Level, ThreadState

_THREADS = "entraide_thread_keepers"
_GROUPS = "entraide_group_keeper"


def keep_threads(app: Flask, keeper: ThreadKeeper) -> None:
    """Name who knows the containers of one kind."""
    app.extensions.setdefault(_THREADS, {})[keeper.kind] = keeper


def keep_groups(app: Flask, keeper: GroupKeeper) -> None:
    """Name who knows the groups."""
    app.extensions[_GROUPS] = keeper


def thread_keepers() -> Mapping[str, ThreadKeeper]:
    """Return who knows what, by the kind of container."""
    known: dict[str, ThreadKeeper] = current_app.extensions.get(_THREADS, {})
    return known


def keeper_of(container: SubjectRef | None) -> ThreadKeeper | None:
    """Return who knows a container; `None` when it cannot be followed."""
    return thread_keepers().get(container.kind) if container is not None else None


def group_keeper() -> GroupKeeper | None:
    """Return who knows the groups."""
    keeper: GroupKeeper | None = current_app.extensions.get(_GROUPS)
    return keeper


def states_of(
    container: SubjectRef | None, account_ids: Collection[int]
) -> Mapping[int, ThreadState]:
    """Return what these people chose for a container; absent means normal."""
    keeper = keeper_of(container)
    if keeper is None or container is None or not account_ids:
        return {}
    return keeper.states(container.id, account_ids)


def levels_of(group_id: int | None, account_ids: Collection[int]) -> Mapping[int, Level]:
    """Return the levels that these people chose for a group."""
    keeper = group_keeper()
    if keeper is None or group_id is None or not account_ids:
        return {}
    return keeper.levels(group_id, account_ids)
