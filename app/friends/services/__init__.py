"""What friends do: ask, accept, decline, withdraw, end."""

from app.friends.services.announcing import suggests
from app.friends.services.asking import accept, ask, decline
from app.friends.services.bringing import bring_friends
from app.friends.services.ending import forget, leave, part_blocked
from app.friends.services.releasing import release, sweep
from app.friends.services.upkeep import purge

__all__ = [
    "accept",
    "ask",
    "bring_friends",
    "decline",
    "forget",
    "leave",
    "part_blocked",
    "purge",
    "release",
    "suggests",
    "sweep",
]
