"""What stands around every page: what is unread, as of which version, and the newest number."""

from collections.abc import Collection

import sqlalchemy as sa

from app.core.db import db
from app.notices.models import Inbox

TALLY = sa.select(
    Inbox.account_id,
    Inbox.unread_count,
    Inbox.version.label("notice_version"),
    Inbox.last_seq.label("notice_seq"),
)


def newest(account_ids: Collection[int]) -> dict[int, int]:
    """Return the newest number of each person who has ever been told anything."""
    rows = db.session.execute(
        sa.select(Inbox.account_id, Inbox.last_seq).where(Inbox.account_id.in_(account_ids))
    )
    return {row.account_id: row.last_seq for row in rows}
