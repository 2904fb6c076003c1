"""What can be done with notices."""

from app.notices.services.activities import end, move, record, restore, take_back, withdraw
from app.notices.services.adjustments import adjust
from app.notices.services.delivery import fan_out, follow
from app.notices.services.drawer import part, release, see_drawer
from app.notices.services.maintenance import forget_account, purge, recount_all
from app.notices.services.mentions import restore_to, withdraw_from
from app.notices.services.preferences import choose_level, switch_kind
from app.notices.services.reads import mark_read
from app.notices.services.retries import retry_all, sweep, try_again

__all__ = [
    "adjust",
    "choose_level",
    "end",
    "fan_out",
    "follow",
    "forget_account",
    "mark_read",
    "move",
    "part",
    "purge",
    "record",
    "recount_all",
    "release",
    "restore",
    "restore_to",
    "retry_all",
    "see_drawer",
    "sweep",
    "switch_kind",
    "take_back",
    "try_again",
    "withdraw",
    "withdraw_from",
]
