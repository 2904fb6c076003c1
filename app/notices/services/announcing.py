"""How rooms take part: `prepares=(tells(LIKED), knows_threads(keeper), …)` on their card."""

from collections.abc import Callable

from flask import Flask

from app.notices.around import keep_groups, keep_threads
from app.notices.kinds import announce
from app.notices.shapes import GroupKeeper, NoticeKind, ThreadKeeper


def tells(*kinds: NoticeKind) -> Callable[[Flask], None]:
    """Return what announces these kinds when the house is furnished."""
    return lambda app: announce(app, kinds)


def knows_threads(keeper: ThreadKeeper) -> Callable[[Flask], None]:
    """Return what announces who knows which containers people follow or mute."""
    return lambda app: keep_threads(app, keeper)


def knows_groups(keeper: GroupKeeper) -> Callable[[Flask], None]:
    """Return what announces who knows what people chose for their groups."""
    return lambda app: keep_groups(app, keeper)
