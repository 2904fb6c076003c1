"""Questions about letters, for the team."""

from datetime import timedelta

import sqlalchemy as sa

from app.core import clock
from app.core.db import db
from app.core.shapes import shaped
from app.mail.enums import LetterState
from app.mail.models import Letter, RefusedAddress
from app.mail.shapes import TroubledLetter

_PATIENCE = timedelta(minutes=10)
"""Many a server puts an unknown sender off for some minutes. Source: RFC 6647 §5."""


def letter_counts() -> dict[str, int]:
    """Return how many letters are in each state; every state is there."""
    rows = db.session.execute(sa.select(Letter.state, sa.func.count()).group_by(Letter.state))
    found = {state.value: count for state, count in rows}
    return {state.value: found.get(state.value, 0) for state in LetterState}


def troubled_letters(*, limit: int = 50) -> tuple[TroubledLetter, ...]:
    """Return the letters that failed or were put off, the latest first."""
    is_put_off = sa.and_(Letter.state == LetterState.WAITING, Letter.attempts > 0)
    rows = db.session.execute(
        sa.select(
            Letter.id,
            Letter.email,
            Letter.subject,
            Letter.state,
            Letter.attempts,
            Letter.last_error,
            Letter.next_try_at,
        )
        .where(sa.or_(Letter.state == LetterState.FAILED, is_put_off))
        .order_by(Letter.id.desc())
        .limit(limit)
    )
    return tuple(shaped(TroubledLetter, row, state=row.state.value) for row in rows)


def oldest_waiting_seconds() -> float:
    """Return for how long the oldest letter that should have left is due; 0 without one."""
    now = clock.now()
    is_due = sa.and_(Letter.state == LetterState.WAITING, Letter.next_try_at <= now)
    since = db.session.scalar(sa.select(sa.func.min(Letter.next_try_at)).where(is_due))
    return 0.0 if since is None else (now - since).total_seconds()


def are_letters_leaving() -> bool:
    """Tell whether the mail server takes letters, as far as is known.

    It does not when a letter has been put off for a while and no other has left since it was
    written: then it is not that letter's address that is wrong.
    """
    is_put_off = sa.and_(Letter.state == LetterState.WAITING, Letter.last_error != "")
    oldest = db.session.scalar(sa.select(sa.func.min(Letter.created_at)).where(is_put_off))
    if oldest is None or oldest > clock.now() - _PATIENCE:
        return True
    left_since = sa.and_(Letter.state == LetterState.SENT, Letter.sent_at > oldest)
    return db.session.scalar(sa.select(Letter.id).where(left_since).limit(1)) is not None


def is_refused(email: str) -> bool:
    """Tell whether an address refuses our letters."""
    wanted = sa.select(RefusedAddress.email).where(RefusedAddress.email == email)
    return db.session.scalar(wanted) is not None
