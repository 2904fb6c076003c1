"""How rooms announce what they tell: `prepares=(tells(LIKED), …)` on their card."""

from collections.abc import Callable

from flask import Flask

from app.notices.kinds import FindStates, announce, announce_states
from app.notices.shapes import NoticeKind


def tells(*kinds: NoticeKind) -> Callable[[Flask], None]:
    """Return what announces these kinds when the house is furnished."""
    return lambda app: announce(app, kinds)


def knows_states(container_kind: str, find: FindStates) -> Callable[[Flask], None]:
    """Return what announces who knows which containers people follow or mute.

    Args:
        container_kind: as in `forum.thread`.
        find: (id, accounts) → the state each chose; absent means normal. One query.
    """
    return lambda app: announce_states(app, container_kind, find)
