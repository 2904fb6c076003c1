"""More, less, never: what is changed from a notice itself."""

from app.core.errors import FormRefused
from app.core.i18n import _
from app.core.viewer import Viewer
from app.notices.around import group_keeper, keeper_of
from app.notices.queries import turning_point
from app.notices.queries.rows import TurningPoint
from app.notices.services.wishing import choose_level, switch_kind
from app.notices.terms import Level, Rule, Step, ThreadState


def turn(viewer: Viewer, pile: int, step: str) -> None:
    """Change what the viewer hears, from one of their notices: `turning.offers` says what follows.

    Raises:
        FormRefused: there is no such step, or it changes nothing here.
        NotFound: the viewer has no such notice, or sees its thread no more.
    """
    point = turning_point(viewer, pile)
    if step == Step.NEVER:
        switch_kind(viewer, point.kind, is_on=False)
    elif step == Step.MORE:
        _more(viewer, point)
    elif step == Step.LESS:
        _less(viewer, point)
    else:
        raise FormRefused(_("Choose: more, less or never."), field="step")


def _more(viewer: Viewer, point: TurningPoint) -> None:
    """Hear the whole group where a friend was heard, or else the whole thread."""
    if point.rule is Rule.FRIEND and point.group_id is not None:
        _choose_level(viewer, point.group_id, Level.EVERYTHING)
    else:
        _choose_state(viewer, point, ThreadState.FOLLOW)


def _less(viewer: Viewer, point: TurningPoint) -> None:
    """Go down one level, or hear the thread no more."""
    lower = {Rule.EVERYTHING: Level.FRIENDS, Rule.FRIEND: Level.THREADS}.get(point.rule)
    if lower is not None:
        _choose_level(viewer, point.group_id, lower)
    elif point.rule is Rule.FOLLOWED:
        _choose_state(viewer, point, ThreadState.NORMAL)
    else:
        _choose_state(viewer, point, ThreadState.MUTE)


def _choose_level(viewer: Viewer, group_id: int | None, level: Level) -> None:
    """Choose a level for the group, or for all where there is none."""
    keeper = group_keeper()
    if keeper is None or group_id is None:
        choose_level(viewer, level)
    else:
        keeper.choose(viewer, group_id, level)


def _choose_state(viewer: Viewer, point: TurningPoint, state: ThreadState) -> None:
    """Follow or mute the thread."""
    keeper = keeper_of(point.container)
    if keeper is None or point.container is None:
        raise FormRefused(_("There is no thread here to follow or to mute."), field="step")
    keeper.choose(viewer, point.container.id, state)
