"""What can be done with notices."""

from app.notices.services.announcing import knows_states, tells
from app.notices.services.fanning import fan_out, sweep
from app.notices.services.reading import mark_read
from app.notices.services.recording import record, restore, withdraw
from app.notices.services.upkeep import forget_account, purge, recount_all
from app.notices.services.wishing import choose_level, switch_kind

__all__ = [
    "choose_level",
    "fan_out",
    "forget_account",
    "knows_states",
    "mark_read",
    "purge",
    "record",
    "recount_all",
    "restore",
    "sweep",
    "switch_kind",
    "tells",
    "withdraw",
]
