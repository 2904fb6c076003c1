"""Who may ask whom, and when. Pure: the table of docs/rooms/friends.md."""

from datetime import datetime

from app.core.viewer import Viewer
from app.friends.limits import ASK_AGAIN


def may_have_friends(viewer: Viewer, account_id: int) -> bool:
    """Any member, with anybody but themselves."""
    return viewer.account_id is not None and viewer.account_id != account_id


def ask_again_at(asked_at: datetime | None, now: datetime) -> datetime | None:
    """Return when one may ask again; `None`: now.

    It depends on nothing but when one asked, so it tells nothing of what became of the request.
    """
    if asked_at is None or asked_at + ASK_AGAIN <= now:
        return None
    return asked_at + ASK_AGAIN
