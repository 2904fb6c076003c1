"""How a person wants to be told."""

from sqlalchemy.orm import Session

from app.core.db import add_missing
from app.core.errors import FormRefused
from app.core.i18n import _
from app.core.transaction import atomic
from app.core.versions import Check, unseen
from app.core.viewer import Viewer
from app.notices.enums import DEFAULT_LEVEL, Level, Nature
from app.notices.kinds.catalogue import kinds
from app.notices.models import NoticeSettings


def choose_level(viewer: Viewer, level: str, *, check: Check = unseen) -> None:
    """Choose how much the viewer hears of what goes on around them.

    Raises:
        Changed: it was changed in another window since the form was made.
        FormRefused: there is no such level.
    """
    account_id = viewer.known_id
    if level not in set(Level):
        raise FormRefused(_("Choose one of the levels."), field="level")
    with atomic() as session:
        row = _settings(session, account_id)
        check()
        row.level = level


def switch_kind(viewer: Viewer, kind: str, *, is_on: bool, by_steps: bool = False) -> None:
    """Switch one kind of notice on or off.

    Args:
        by_steps: tell the first, the fifth, the 25th … only; for kinds that can be thinned.

    Raises:
        FormRefused: there is no such kind, it is one that is always told, or told each time.
    """
    account_id = viewer.known_id
    known = kinds().get(kind)
    if known is None or known.nature is Nature.ALWAYS:
        raise FormRefused(_("This kind of notice cannot be switched off."), field="kind")
    if by_steps and not known.is_thinned:
        raise FormRefused(_("This kind of notice is told each time."), field="kind")
    with atomic() as session:
        row = _settings(session, account_id)
        row.off_kinds = _with(row.off_kinds, kind, is_in=not is_on)
        row.thinned_kinds = _with(row.thinned_kinds, kind, is_in=by_steps)


def _with(chosen: list[str], kind: str, *, is_in: bool) -> list[str]:
    """Return kinds with one of them in or out."""
    return sorted(set(chosen) - {kind} | ({kind} if is_in else set()))


def _settings(session: Session, account_id: int) -> NoticeSettings:
    """Return the row of a person's preferences, locked; a new one says what holds already."""
    usual = {"account_id": account_id, "level": DEFAULT_LEVEL, "off_kinds": [], "thinned_kinds": []}
    add_missing(session, NoticeSettings, [usual])
    return session.get_one(NoticeSettings, account_id, with_for_update=True)
