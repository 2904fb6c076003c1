"""What can be asked about notices."""

from app.notices.queries.again import still_told
from app.notices.queries.badge import TALLY, newest
from app.notices.queries.drawer import drawer_count, drawer_page, held_back_ids, last_activity_id
from app.notices.queries.lines import (
    HOME,
    Show,
    activity_item,
    concerns_of,
    item_of,
    notice_page,
    notices_after,
)
from app.notices.queries.rows import turning_point
from app.notices.queries.settings import trial, wishes
from app.notices.wishes import has_level

__all__ = [
    "HOME",
    "TALLY",
    "Show",
    "activity_item",
    "concerns_of",
    "drawer_count",
    "drawer_page",
    "has_level",
    "held_back_ids",
    "item_of",
    "last_activity_id",
    "newest",
    "notice_page",
    "notices_after",
    "still_told",
    "trial",
    "turning_point",
    "wishes",
]
