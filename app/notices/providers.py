"""What lies around a notice and belongs to higher rooms: threads and groups, and how to turn them.

A room hands over its provider on its card. Without one, nobody follows anything, and the level that
each person chose for all holds everywhere.
"""

from collections.abc import Collection, Mapping

from app.core.registry import provided_by_kind, the_provided
from app.core.subjects import SubjectRef
from app.notices.enums import Level, ThreadState
from app.notices.shapes import GroupProvider, ThreadProvider


def thread_providers() -> Mapping[str, ThreadProvider]:
    """Return who knows what, by the kind of container."""
    return provided_by_kind(ThreadProvider)


def provider_of(container: SubjectRef | None) -> ThreadProvider | None:
    """Return who knows a container; `None` when it cannot be followed."""
    return thread_providers().get(container.kind) if container is not None else None


def group_provider() -> GroupProvider | None:
    """Return who knows the groups."""
    return the_provided(GroupProvider)


def states_of(
    container: SubjectRef | None, account_ids: Collection[int]
) -> Mapping[int, ThreadState]:
    """Return what these people chose for a container; absent means normal. One query."""
    if container is None:
        return {}
    return states_by_container({container}, account_ids).get(container, {})


def states_by_container(
    containers: Collection[SubjectRef], account_ids: Collection[int]
) -> Mapping[SubjectRef, Mapping[int, ThreadState]]:
    """Return what these people chose for containers. One query for each kind of container."""
    ids: dict[str, set[int]] = {}
    for container in containers:
        ids.setdefault(container.kind, set()).add(container.id)
    return {
        SubjectRef(kind, container_id): states
        for kind, wanted in ids.items()
        if account_ids and (provider := thread_providers().get(kind))
        for container_id, states in provider.states(wanted, account_ids).items()
    }


def levels_of(group_id: int | None, account_ids: Collection[int]) -> Mapping[int, Level]:
    """Return the levels that these people chose for a group. One query."""
    if group_id is None:
        return {}
    return levels_by_group({group_id}, account_ids).get(group_id, {})


def levels_by_group(
    group_ids: Collection[int], account_ids: Collection[int]
) -> Mapping[int, Mapping[int, Level]]:
    """Return the levels that these people chose for groups. One query."""
    provider = group_provider()
    if provider is None or not group_ids or not account_ids:
        return {}
    return provider.levels(group_ids, account_ids)
