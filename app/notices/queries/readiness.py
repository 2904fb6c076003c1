"""What a room has to know of people before it asks for their help."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from app.core.db import db
from app.notices.enums import Level
from app.notices.models import Notice
from app.notices.providers import levels_of
from app.notices.rules.preferences import preferences_of


def wanted_levels(group_id: int, account_ids: Collection[int]) -> dict[int, Level]:
    """Return how much each of these people wants to hear of a group. Two queries."""
    chosen, preferences = levels_of(group_id, account_ids), preferences_of(account_ids)
    return {one: chosen.get(one, preferences[one].level) for one in account_ids}


def told_counts(
    kinds: Collection[str], account_ids: Collection[int], *, since: datetime
) -> dict[int, int]:
    """Return how often each of these people was told of such kinds since a moment. One query."""
    rows = db.session.execute(
        sa.select(Notice.account_id, sa.func.count())
        .where(
            Notice.account_id.in_(account_ids),
            Notice.kind.in_(kinds),
            Notice.created_at > since,
        )
        .group_by(Notice.account_id)
    )
    found = {row[0]: row[1] for row in rows}
    return {one: found.get(one, 0) for one in account_ids}
