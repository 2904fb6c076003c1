"""Letting go of requests that serve nothing any more."""

from datetime import timedelta

import sqlalchemy as sa

from app.core import clock
from app.core.transaction import atomic
from app.friends.enums import STANDING, RequestState
from app.friends.limits import ACCEPTED_KEPT, ASK_AGAIN, LAPSES
from app.friends.models import FriendRequest


def purge() -> None:
    """Drop withdrawn requests once one may ask again, accepted ones once nothing points at them.

    Those that stand lapse after a year: all alike, or the asker would learn which were declined.
    """
    with atomic() as session:
        session.execute(
            sa.delete(FriendRequest).where(
                sa.or_(
                    _older(ASK_AGAIN) & (FriendRequest.state == RequestState.WITHDRAWN),
                    _older(ACCEPTED_KEPT)
                    & (FriendRequest.state == RequestState.ACCEPTED)
                    & (FriendRequest.decided_at < clock.now() - ACCEPTED_KEPT),
                    _older(LAPSES) & FriendRequest.state.in_(STANDING),
                )
            ),
            execution_options={"synchronize_session": False},
        )


def _older(than: timedelta) -> sa.ColumnElement[bool]:
    """Return the condition that a request was made longer ago."""
    return FriendRequest.asked_at < clock.now() - than
