"""What stands around every page: what is unread, as of which version, and the newest number."""

from collections.abc import Collection

import sqlalchemy as sa

from app.core.db import db
from app.notices.models import NoticeBox

TALLY = sa.select(
    NoticeBox.account_id,
    NoticeBox.unread_count,
    NoticeBox.version.label("notice_version"),
    NoticeBox.last_seq.label("notice_seq"),
)


def newest(account_ids: Collection[int]) -> dict[int, int]:
    """Return the newest number of each person who has ever been told anything."""
    rows = db.session.execute(
        sa.select(NoticeBox.account_id, NoticeBox.last_seq).where(
            NoticeBox.account_id.in_(account_ids)
        )
    )
    return {row.account_id: row.last_seq for row in rows}
