"""What rooms have announced: their kinds of notices, and who chose what for their threads."""

from collections.abc import Callable, Collection, Mapping

from flask import Flask, current_app

from app.core.subjects import SubjectRef
from app.notices.shapes import NoticeKind, ThreadState

FindStates = Callable[[int, Collection[int]], Mapping[int, ThreadState]]
"""(id of the container, accounts) → the state each chose; absent means normal."""

_KINDS = "entraide_notice_kinds"
_STATES = "entraide_thread_states"


def announce(app: Flask, kinds: Collection[NoticeKind]) -> None:
    """Add kinds to those that can be told."""
    known: dict[str, NoticeKind] = app.extensions.setdefault(_KINDS, {})
    known.update({kind.kind: kind for kind in kinds})


def announce_states(app: Flask, container_kind: str, find: FindStates) -> None:
    """Name who knows what people chose for containers of one kind."""
    app.extensions.setdefault(_STATES, {})[container_kind] = find


def kinds() -> Mapping[str, NoticeKind]:
    """Return all kinds by name."""
    known: dict[str, NoticeKind] = current_app.extensions.get(_KINDS, {})
    return known


def states_of(
    container: SubjectRef | None, account_ids: Collection[int]
) -> Mapping[int, ThreadState]:
    """Return what these people chose for a container."""
    finds: dict[str, FindStates] = current_app.extensions.get(_STATES, {})
    find = finds.get(container.kind) if container is not None else None
    if find is None or container is None or not account_ids:
        return {}
    return find(container.id, account_ids)
