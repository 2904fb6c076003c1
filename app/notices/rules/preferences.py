"""How people want to be told, read for many at once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from app.core.db import execute, is_one_of
from app.notices.enums import DEFAULT_LEVEL, Level
from app.notices.models import NoticeSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What one person chose."""

    level: Level = DEFAULT_LEVEL
    off: frozenset[str] = frozenset()
    thinned: frozenset[str] = frozenset()


_USUAL = Preferences()
_CHOSEN = sa.select(NoticeSettings.__table__).where(is_one_of(NoticeSettings.account_id, "ids"))


def preferences_of(account_ids: Collection[int]) -> Mapping[int, Preferences]:
    """Return the preferences of these people, one entry for each. One query."""
    rows = execute(_CHOSEN, ids=list(account_ids))
    chosen = {
        row.account_id: Preferences(
            level=Level(row.level),
            off=frozenset(row.off_kinds),
            thinned=frozenset(row.thinned_kinds),
        )
        for row in rows
    }
    return {account_id: chosen.get(account_id, _USUAL) for account_id in account_ids}


def has_level(account_id: sa.SQLColumnExpression[int], level: Level) -> sa.ColumnElement[bool]:
    """Return the condition that a level is somebody's own; without a choice it is the usual one."""
    holders = sa.select(NoticeSettings.account_id)
    if level is DEFAULT_LEVEL:
        return account_id.not_in(holders.where(NoticeSettings.level != level))
    return account_id.in_(holders.where(NoticeSettings.level == level))
