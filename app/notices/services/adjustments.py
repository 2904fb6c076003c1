"""More, less, never: what is changed from a notice itself."""

from app.core.audiences import Audience
from app.core.errors import FormRefused
from app.core.i18n import _
from app.core.viewer import Viewer
from app.notices.enums import Level, Rule, Step, ThreadState
from app.notices.providers import has_choice, level_provider_of, provider_of
from app.notices.queries import adjustment
from app.notices.queries.single import Adjustment
from app.notices.services.preferences import choose_level, switch_kind


def adjust(viewer: Viewer, bundle: int, step: str) -> None:
    """Change what the viewer hears, from one of their notices: `turning.offers` says what follows.

    Raises:
        FormRefused: there is no such step, or it changes nothing here.
        NotFound: the viewer has no such notice, or sees its thread no more.
    """
    point = adjustment(viewer, bundle)
    if step == Step.NEVER:
        switch_kind(viewer, point.kind, is_on=False)
    elif step == Step.MORE:
        _more(viewer, point)
    elif step == Step.LESS:
        _less(viewer, point)
    else:
        raise FormRefused(_("Choose: more, less or never."), field="step")


def _more(viewer: Viewer, point: Adjustment) -> None:
    """Hear the whole group where a friend was heard, or else the whole thread."""
    if point.rule is Rule.FRIEND and has_choice(point.audience):
        _choose_level(viewer, point.audience, Level.EVERYTHING)
    else:
        _choose_state(viewer, point, ThreadState.FOLLOW)


def _less(viewer: Viewer, point: Adjustment) -> None:
    """Go down one level, or hear the thread no more."""
    lower = {Rule.EVERYTHING: Level.FRIENDS, Rule.FRIEND: Level.THREADS}.get(point.rule)
    if lower is not None:
        _choose_level(viewer, point.audience, lower)
    elif point.rule is Rule.FOLLOWED:
        _choose_state(viewer, point, ThreadState.NORMAL)
    else:
        _choose_state(viewer, point, ThreadState.MUTE)


def _choose_level(viewer: Viewer, audience: Audience | None, level: Level) -> None:
    """Choose a level for the group, or for all where there is none."""
    provider = level_provider_of(audience)
    if provider is None or audience is None:
        choose_level(viewer, level)
    else:
        provider.choose(viewer, audience.id, level)


def _choose_state(viewer: Viewer, point: Adjustment, state: ThreadState) -> None:
    """Follow or mute the thread."""
    provider = provider_of(point.container)
    if provider is None or point.container is None:
        raise FormRefused(_("There is no thread here to follow or to mute."), field="step")
    provider.choose(viewer, point.container.id, state)
