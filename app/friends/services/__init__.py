"""What friends do: ask, accept, decline, withdraw, end."""

from app.friends.services.departures import forget, leave, part_blocked
from app.friends.services.drawer import release, sweep
from app.friends.services.imports import import_friends
from app.friends.services.maintenance import purge
from app.friends.services.requests import accept, ask, decline

__all__ = [
    "accept",
    "ask",
    "decline",
    "forget",
    "import_friends",
    "leave",
    "part_blocked",
    "purge",
    "release",
    "sweep",
]
