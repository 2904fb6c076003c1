"""What can be asked about notices."""

from app.notices.queries.deliverable import still_deliverable
from app.notices.queries.drawer import drawer_count, drawer_page, held_back_ids, last_activity_id
from app.notices.queries.inbox import TALLY, newest
from app.notices.queries.listing import (
    HOME,
    Show,
    activity_item,
    activity_row,
    direct_recipients_of,
    item_of,
    notice_page,
    notices_after,
)
from app.notices.queries.readiness import subscriber_ids, told_counts, wanted_levels
from app.notices.queries.settings import preferences, trial
from app.notices.queries.single import adjustment
from app.notices.rules.preferences import has_level

__all__ = [
    "HOME",
    "TALLY",
    "Show",
    "activity_item",
    "activity_row",
    "adjustment",
    "direct_recipients_of",
    "drawer_count",
    "drawer_page",
    "has_level",
    "held_back_ids",
    "item_of",
    "last_activity_id",
    "newest",
    "notice_page",
    "notices_after",
    "preferences",
    "still_deliverable",
    "subscriber_ids",
    "told_counts",
    "trial",
    "wanted_levels",
]
