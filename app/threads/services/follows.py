"""Following and muting threads, and how far somebody has read."""

from typing import Final

from sqlalchemy.orm import Session

from app.core import clock
from app.core.errors import FormRefused
from app.core.i18n import _
from app.core.transaction import atomic
from app.core.viewer import Viewer
from app.threads.models import Marker
from app.threads.queries.access import access_thread_row

STATES: Final = ("follow", "normal", "mute")


def set_follow(viewer: Viewer, thread_id: int, state: str) -> None:
    """Follow a thread, mute it, or neither.

    Raises:
        FormRefused: there is no such state.
        NotFound: there is no such thread for this viewer.
    """
    account_id = viewer.known_id
    if state not in STATES:
        raise FormRefused(_("Choose: follow, normal or mute."), field="state")
    with atomic() as session:
        access_thread_row(viewer, thread_id)
        _marker(session, account_id, thread_id).state = state


def mark_read(viewer: Viewer, thread_id: int, number: int) -> None:
    """Remember that posts up to this number were read; never goes back.

    Raises:
        NotFound: there is no such thread for this viewer.
    """
    account_id = viewer.known_id
    with atomic() as session:
        thread, _access = access_thread_row(viewer, thread_id)
        marker = _marker(session, account_id, thread_id)
        marker.read_number = max(marker.read_number, min(number, thread.post_count))


def _marker(session: Session, account_id: int, thread_id: int) -> Marker:
    """Return where the person stands in the thread, as a row."""
    marker = session.get(Marker, (account_id, thread_id), with_for_update=True)
    if marker is None:
        marker = Marker(account_id=account_id, thread_id=thread_id, read_number=0)
        session.add(marker)
    marker.updated_at = clock.now()
    return marker
