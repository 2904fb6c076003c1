"""Who belongs to a group."""

import sqlalchemy as sa

from app.core.db import db
from app.groups.models import Membership


def member_ids(group_id: int) -> sa.Select[int]:
    """Return, as a sub-select, the accounts of the members."""
    return sa.select(Membership.account_id).where(Membership.group_id == group_id)


def watchers(group_id: int) -> list[tuple[int, str | None]]:
    """Return each member with the notice level they chose for this group, if they did."""
    rows = db.session.execute(
        sa.select(Membership.account_id, Membership.notice_level).where(
            Membership.group_id == group_id
        )
    )
    return [(row.account_id, row.notice_level) for row in rows]
