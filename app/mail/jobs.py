"""The job that sends letters: claim, send, note. The network is never waited for in a transaction.

Two workers never send the same letter, for sending begins with a claim, and the claim is looked
at once more before the line that makes the letter the server's. An attempt that ended before that
line is begun again and cannot double the letter. One that ended after it, without an answer, may
have arrived: it is begun again under the same Message-ID, but not for ever. See
`docs/decisions/0023-letters-and-bad-servers.md`.
"""

import logging
from datetime import timedelta
from email.errors import MessageError

import sqlalchemy as sa

from app.core import clock
from app.core.db import db
from app.core.jobs import enqueue
from app.core.transaction import atomic
from app.mail.delivery.attempts import (
    Claim,
    LostClaim,
    give_up,
    is_time,
    note_sent,
    put_off,
    put_off_all,
    unsure,
)
from app.mail.delivery.suppressions import mark_refused
from app.mail.enums import LetterState, Sort
from app.mail.messages.message import message_of
from app.mail.models import Letter
from app.mail.queries import is_refused
from app.mail.smtp.outcomes import ServerAway, Undeliverable, Unsure, named
from app.mail.smtp.transports import OutgoingLetter, post_office

_CLAIM_LASTS = timedelta(minutes=10)
"""Longer than a dialogue can be: `dialogue.Patience` allows seven minutes, and goodbyes."""
_SENT_KEPT = timedelta(days=30)
_FAILED_KEPT = timedelta(days=90)
_AT_ONCE = 200
_LOST = "The worker was lost."
_log = logging.getLogger(__name__)


def send_due() -> None:
    """Send the letters that are due, one at a time; nothing when this process is doing so."""
    desk = post_office().desk
    desk.ring()
    is_seated = True
    while is_seated:
        with desk.sit() as is_seated:
            if is_seated:
                _send_some()


def sweep() -> None:
    """Have due letters sent: those put off, and those whose job or worker was lost."""
    now = clock.now()
    _free(clock.is_over(Letter.claimed_at, now - _CLAIM_LASTS, ahead=_CLAIM_LASTS))
    is_due = sa.and_(Letter.state == LetterState.WAITING, is_time(now))
    if db.session.scalar(sa.select(Letter.id).where(is_due).limit(1)) is not None:
        enqueue("mail.send")


def take_over() -> None:
    """See to all letters that somebody was sending: this process is alone, and has just begun."""
    _free(sa.true(), is_urgent=True)


def retry_failed() -> int:
    """Send again what was given up because no server took it; return how many."""
    with atomic() as session:
        ids = session.scalars(
            sa.update(Letter)
            .where(Letter.state == LetterState.FAILED, Letter.body_text != "")
            .values(state=LetterState.WAITING, attempts=0, next_try_at=clock.now())
            .returning(Letter.id)
            .execution_options(synchronize_session=False)
        ).all()
    return len(ids)


def purge() -> None:
    """Forget letters sent a month ago, and those given up three months ago."""
    now = clock.now()
    old_sent = sa.and_(Letter.state == LetterState.SENT, Letter.created_at < now - _SENT_KEPT)
    old_failed = sa.and_(Letter.state == LetterState.FAILED, Letter.created_at < now - _FAILED_KEPT)
    with atomic() as session:
        session.execute(sa.delete(Letter).where(sa.or_(old_sent, old_failed)))


def _send_some() -> None:
    """Send what is due, until nothing is, or the server takes nothing; at most so many."""
    for _turn in range(_AT_ONCE):
        letter = _claim()
        if letter is None or not _send(letter):
            return
    enqueue("mail.send")  # by another turn in the queue, so that a worker can be stopped between


def _send(letter: Letter) -> bool:
    """Send one letter that was claimed; tell whether the server is there for others."""
    claim = Claim(letter.id, letter.attempts)
    if letter.sort != Sort.ACCOUNT and is_refused(letter.email):
        give_up(claim, "The address refuses our letters.")
        return True
    try:
        parcel = _parcel(letter, claim)
    except (ValueError, LookupError, MessageError) as trouble:
        _log.exception("Letter %d cannot be written.", letter.id)
        give_up(claim, named(trouble))
        return True
    try:
        post_office().deliver(parcel)
    except LostClaim:
        _log.warning("Letter %d is another worker's by now.", letter.id)
    except Undeliverable as trouble:
        give_up(claim, str(trouble))
        if trouble.is_address_bad:
            mark_refused(letter.email, str(trouble))
    except Unsure as trouble:
        unsure(letter, named(trouble))
    except ServerAway as trouble:
        put_off(letter, str(trouble))
        put_off_all(str(trouble))
        return False
    except OSError as trouble:  # the outside world
        put_off(letter, named(trouble))
    else:
        note_sent(claim)
    return True


def _parcel(letter: Letter, claim: Claim) -> OutgoingLetter:
    """Return what is given to the transport."""
    office = post_office()
    return OutgoingLetter(
        message=message_of(letter, sender=office.sender),
        name=f"{letter.created_at:%Y%m%d-%H%M%S}-{letter.id}-{letter.letter}",
        return_path=office.return_path(letter.message_id),
        hand_over=claim.note_handed,
    )


def _claim() -> Letter | None:
    """Take the next due letter, so that no other worker does; `None` when there is none.

    Letters about accounts come first: somebody is waiting for them at this moment.
    """
    now = clock.now()
    next_one = (
        sa.select(Letter.id)
        .where(Letter.state == LetterState.WAITING, is_time(now))
        .order_by(Letter.sort != Sort.ACCOUNT, Letter.next_try_at, Letter.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    with atomic() as session:
        letter_id = session.scalar(next_one)
        if letter_id is None:
            return None
        return session.execute(
            sa.update(Letter)
            .where(Letter.id == letter_id)
            .values(
                state=LetterState.SENDING,
                claimed_at=now,
                handed_at=None,
                attempts=Letter.attempts + 1,
            )
            .returning(Letter)
            .execution_options(populate_existing=True)
        ).scalar_one()


def _free(is_lost: sa.ColumnElement[bool], *, is_urgent: bool = False) -> None:
    """See to letters whose worker died: nobody else is going to."""
    wanted = sa.select(Letter).where(Letter.state == LetterState.SENDING, is_lost)
    with atomic() as session:
        for letter in session.scalars(wanted).all():
            if letter.handed_at is None:
                put_off(letter, _LOST, is_urgent=True)
            else:
                unsure(letter, _LOST, is_urgent=is_urgent)
