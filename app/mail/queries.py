"""Questions about letters, for the team."""

import sqlalchemy as sa

from app.core.db import db
from app.mail.models import Letter, LetterState, RefusedAddress
from app.mail.shapes import TroubledLetter


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
    return tuple(
        TroubledLetter(
            id=row.id,
            email=row.email,
            subject=row.subject,
            state=row.state.value,
            attempts=row.attempts,
            last_error=row.last_error,
            next_try_at=row.next_try_at,
        )
        for row in rows
    )


def is_refused(email: str) -> bool:
    """Tell whether an address refuses our letters."""
    wanted = sa.select(RefusedAddress.email).where(RefusedAddress.email == email)
    return db.session.scalar(wanted) is not None
