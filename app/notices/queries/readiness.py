"""What a room has to know of people before it asks for their help."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core.audiences import Audience
from app.core.db import db
from app.notices.enums import Level
from app.notices.models import Notice
from app.notices.providers import level_provider_of, levels_of
from app.notices.rules.preferences import has_level, preferences_of


def wanted_levels(audience: Audience, account_ids: Collection[int]) -> dict[int, Level]:
    """Return how much each of these people wants to hear of what is for them. Two queries."""
    chosen, preferences = levels_of(audience, account_ids), preferences_of(account_ids)
    return {one: chosen.get(one, preferences[one].level) for one in account_ids}


def subscriber_ids(audience: Audience, actor_id: int | None) -> frozenset[int]:
    """Return who wants to hear of what somebody does among an audience, by their level. One query.

    Where an audience has no levels of its own, everybody's own level holds.
    """
    provider = level_provider_of(audience)
    if provider is not None:
        return provider.subscriber_ids(audience.id, actor_id)
    everybody = accounts.account_ids().subquery().c.account_id
    at_level = {
        level: sa.select(everybody).where(has_level(everybody, level))
        for level in (Level.EVERYTHING, Level.FRIENDS)
    }
    wanted = [at_level[Level.EVERYTHING]]
    if actor_id is not None:
        is_friend = everybody.in_(accounts.friend_ids(actor_id))
        wanted.append(at_level[Level.FRIENDS].where(is_friend))
    return frozenset(db.session.scalars(sa.union_all(*wanted)))


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
