"""What can be done with notices."""

from app.notices.services.announcing import knows_groups, knows_threads, tells
from app.notices.services.drawer import part, release, see_drawer
from app.notices.services.fanning import fan_out, follow, sweep
from app.notices.services.reading import mark_read
from app.notices.services.recording import move, record, restore, take_back, withdraw
from app.notices.services.turning import turn
from app.notices.services.upkeep import forget_account, purge, recount_all
from app.notices.services.wishing import choose_level, switch_kind

__all__ = [
    "choose_level",
    "fan_out",
    "follow",
    "forget_account",
    "knows_groups",
    "knows_threads",
    "mark_read",
    "move",
    "part",
    "purge",
    "record",
    "recount_all",
    "release",
    "restore",
    "see_drawer",
    "sweep",
    "switch_kind",
    "take_back",
    "tells",
    "turn",
    "withdraw",
]
