"""The card of the live room."""

from app.core.rooms import Room
from app.live.assembly import end_live, init_live, start_live

room = Room(name="live", prepares=(init_live,), starts=(start_live,), ends=(end_live,))
