"""Addresses that refuse our letters: noted when a server says so, forgotten when one arrives."""

import sqlalchemy as sa

from app.core import clock
from app.core.transaction import atomic
from app.mail.models import RefusedAddress

_REASON_LENGTH = 300


def mark_refused(email: str, reason: str) -> None:
    """Note that an address refuses our letters: only those about the account still go there."""
    with atomic() as session:
        row = session.get(RefusedAddress, email, with_for_update=True)
        if row is None:
            row = RefusedAddress(email=email, created_at=clock.now())
            session.add(row)
        row.reason = reason[:_REASON_LENGTH]


def forget_refused(email: str) -> None:
    """Note that letters arrive at an address after all: its owner has opened a link in one."""
    with atomic() as session:
        session.execute(sa.delete(RefusedAddress).where(RefusedAddress.email == email))
