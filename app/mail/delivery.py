"""The job that sends letters: claim, send, note. The network is never waited for in a transaction.

Two workers never send the same letter, for sending begins with a claim. A dialogue that broke
off, of which nobody knows the end, is begun again under the same Message-ID.
Source: RFC 5321 §4.5.4.1 and §6.1 (better twice than never; mailboxes fold equal Message-IDs).
"""

import logging
from datetime import datetime, timedelta

import sqlalchemy as sa

from app.core import clock
from app.core.db import db
from app.core.jobs import enqueue
from app.core.transaction import atomic
from app.mail.models import Letter, LetterState
from app.mail.transports import Undeliverable, post_office
from app.mail.writing import message_of

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120, 240, 480, 720, 1260))
"""How long to wait after each failed attempt; two days in all, then the letter is given up."""

_CLAIM_LASTS = timedelta(minutes=10)
_SENT_KEPT = timedelta(days=30)
_FAILED_KEPT = timedelta(days=90)
_AT_ONCE = 200
_log = logging.getLogger(__name__)


def send(letter_id: int) -> None:
    """Send one letter, unless it has been sent or is being sent."""
    letter = _claim(letter_id)
    if letter is None:
        return
    office = post_office()
    message = message_of(letter, sender=office.sender)
    name = f"{letter.created_at:%Y%m%d-%H%M%S}-{letter.id}-{letter.letter}"
    try:
        office.deliver(message, name)
    except Undeliverable as trouble:
        _give_up(letter, str(trouble))
    except OSError as trouble:  # the outside world; `SMTPException` is an OSError
        _put_off(letter, f"{type(trouble).__name__}: {trouble}")
    else:
        _note_sent(letter)


def sweep() -> None:
    """Have due letters sent: those put off, and those whose job or worker was lost."""
    now = clock.now()
    _free_lost_claims(now)
    due = (
        sa.select(Letter.id)
        .where(Letter.state == LetterState.WAITING, Letter.next_try_at <= now)
        .order_by(Letter.next_try_at)
        .limit(_AT_ONCE)
    )
    for letter_id in db.session.scalars(due).all():
        enqueue("mail.send", letter_id)


def purge() -> None:
    """Forget letters sent a month ago, and those given up three months ago."""
    now = clock.now()
    old_sent = sa.and_(Letter.state == LetterState.SENT, Letter.created_at < now - _SENT_KEPT)
    old_failed = sa.and_(Letter.state == LetterState.FAILED, Letter.created_at < now - _FAILED_KEPT)
    with atomic() as session:
        session.execute(sa.delete(Letter).where(sa.or_(old_sent, old_failed)))


def _free_lost_claims(now: datetime) -> None:
    """Let go of letters whose worker died; a letter that kills each worker is given up."""
    is_lost = sa.and_(Letter.state == LetterState.SENDING, Letter.claimed_at < now - _CLAIM_LASTS)
    is_hopeless = Letter.attempts > len(PAUSES)
    state = sa.case((is_hopeless, LetterState.FAILED.value), else_=LetterState.WAITING.value)
    with atomic() as session:
        session.execute(
            sa.update(Letter)
            .where(is_lost)
            .values(state=state, next_try_at=now, last_error="The worker was lost.")
        )


def _claim(letter_id: int) -> Letter | None:
    """Take a waiting letter, so that no other worker does; `None` when it is not to be had."""
    now = clock.now()
    with atomic() as session:
        return session.execute(
            sa.update(Letter)
            .where(
                Letter.id == letter_id,
                Letter.state == LetterState.WAITING,
                Letter.next_try_at <= now,
            )
            .values(state=LetterState.SENDING, claimed_at=now, attempts=Letter.attempts + 1)
            .returning(Letter)
        ).scalar_one_or_none()


def _note_sent(letter: Letter) -> None:
    """Note that it left, and empty it: it may hold a key."""
    _note(
        letter.id,
        state=LetterState.SENT,
        sent_at=clock.now(),
        body_text="",
        body_html="",
        last_error="",
    )


def _put_off(letter: Letter, trouble: str) -> None:
    """Try again later, or give up after the last pause."""
    if letter.attempts > len(PAUSES):
        _give_up(letter, trouble)
        return
    _log.warning("Letter %d was put off: %s", letter.id, trouble)
    pause = PAUSES[letter.attempts - 1]
    _note(
        letter.id,
        state=LetterState.WAITING,
        next_try_at=clock.now() + pause,
        last_error=trouble[:300],
    )


def _give_up(letter: Letter, trouble: str) -> None:
    """Stop trying, where the team sees it."""
    _log.error("Letter %d was given up: %s", letter.id, trouble)
    _note(letter.id, state=LetterState.FAILED, last_error=trouble[:300], body_text="", body_html="")


def _note(letter_id: int, **values: object) -> None:
    """Write down how an attempt ended."""
    with atomic() as session:
        session.execute(sa.update(Letter).where(Letter.id == letter_id).values(**values))
