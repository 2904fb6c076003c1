"""How a person wants to be told."""

from sqlalchemy.orm import Session

from app.core.errors import FormRefused
from app.core.i18n import _
from app.core.transaction import atomic
from app.core.viewer import Viewer
from app.notices.kinds import kinds
from app.notices.models import NoticeSettings
from app.notices.shapes import DEFAULT_LEVEL, OFFERED_LEVELS, Nature


def choose_level(viewer: Viewer, level: str) -> None:
    """Choose how much the viewer hears of what goes on around them.

    Raises:
        FormRefused: there is no such level.
    """
    account_id = viewer.known_id
    if level not in OFFERED_LEVELS:
        raise FormRefused(_("Choose one of the levels."), field="level")
    with atomic() as session:
        _settings(session, account_id).level = level


def switch_kind(viewer: Viewer, kind: str, *, is_on: bool) -> None:
    """Switch one kind of notice on or off.

    Raises:
        FormRefused: there is no such kind, or it is one that is always told.
    """
    account_id = viewer.known_id
    known = kinds().get(kind)
    if known is None or known.nature is Nature.ALWAYS:
        raise FormRefused(_("This kind of notice cannot be switched off."), field="kind")
    with atomic() as session:
        row = _settings(session, account_id)
        row.off_kinds = sorted(set(row.off_kinds) - {kind} | (set() if is_on else {kind}))


def _settings(session: Session, account_id: int) -> NoticeSettings:
    """Return the row of a person's wishes, locked, or a new one that says what holds already."""
    row = session.get(NoticeSettings, account_id, with_for_update=True)
    if row is None:
        row = NoticeSettings(account_id=account_id, level=DEFAULT_LEVEL, off_kinds=[])
        session.add(row)
    return row
