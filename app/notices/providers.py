"""What lies around a notice and belongs to higher rooms: threads, and those among whom it happened.

A room hands over its provider on its card. Without one, nobody follows anything, and the level that
each person chose for all holds everywhere.
"""

from collections.abc import Collection, Mapping

from app.core.audiences import Audience
from app.core.ids import ids_by_kind
from app.core.registry import provided, provided_by_kind
from app.core.subjects import SubjectRef
from app.notices.enums import Level, ThreadState
from app.notices.shapes import LevelProvider, ThreadProvider


def thread_providers() -> Mapping[str, ThreadProvider]:
    """Return who knows what, by the kind of container."""
    return provided_by_kind(ThreadProvider)


def provider_of(container: SubjectRef | None) -> ThreadProvider | None:
    """Return who knows a container; `None` when it cannot be followed."""
    return thread_providers().get(container.kind) if container is not None else None


def level_providers() -> tuple[LevelProvider, ...]:
    """Return who knows which levels people chose, one for each kind of audience that has some."""
    return provided(LevelProvider)


def level_provider_of(audience: Audience | None) -> LevelProvider | None:
    """Return who knows the levels chosen for an audience; `None` where one's own level holds."""
    return provided_by_kind(LevelProvider).get(audience.kind) if audience is not None else None


def has_choice(audience: Audience | None) -> bool:
    """Tell whether people choose a level for this audience alone."""
    return level_provider_of(audience) is not None


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
    return {
        SubjectRef(kind, container_id): states
        for kind, wanted in ids_by_kind(containers).items()
        if account_ids and (provider := thread_providers().get(kind))
        for container_id, states in provider.states(wanted, account_ids).items()
    }


def levels_of(audience: Audience | None, account_ids: Collection[int]) -> Mapping[int, Level]:
    """Return the levels that these people chose for an audience. One query."""
    if audience is None:
        return {}
    return levels_by_audience({audience}, account_ids).get(audience, {})


def levels_by_audience(
    audiences: Collection[Audience], account_ids: Collection[int]
) -> Mapping[Audience, Mapping[int, Level]]:
    """Return the levels that these people chose for audiences. One query for each kind."""
    return {
        Audience(kind, audience_id): levels
        for kind, wanted in ids_by_kind(audiences).items()
        if account_ids and (provider := provided_by_kind(LevelProvider).get(kind))
        for audience_id, levels in provider.levels(wanted, account_ids).items()
    }
