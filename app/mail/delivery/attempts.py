"""How attempts to send a letter end in its row. Whoever has lost the claim notes nothing."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from app.core import clock
from app.core.transaction import atomic
from app.mail.enums import LetterState
from app.mail.models import Letter

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120, 240, 480, 720, 1260))
"""How long to wait after each failed attempt; two days in all, then the letter is given up."""
UNSURE_PAUSES = (timedelta(minutes=15), timedelta(hours=4))
"""How long to wait after an attempt that may have succeeded. A letter comes three times at most."""

_AWAY_PAUSE = timedelta(minutes=1)
"""How long the other letters wait when the server takes none. The next sweep tries one of them."""
_TROUBLE_LENGTH = 300
_log = logging.getLogger(__name__)


class LostClaim(Exception):
    """The letter is another worker's by now: this one was away for too long."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to send a letter, of one attempt."""

    letter_id: int
    attempt: int
    """Its number: another worker that takes the letter counts on."""

    def note_handed(self) -> None:
        """Note that the server is about to have all of it.

        Raises:
            LostClaim: another worker has it; sending it too would double it.
        """
        if not _note(self, LetterState.SENDING, handed_at=clock.now()):
            raise LostClaim


def note_sent(claim: Claim) -> None:
    """Note that it left, and empty it: it may hold a key."""
    _note(
        claim,
        LetterState.SENDING,
        state=LetterState.SENT,
        sent_at=clock.now(),
        body_text="",
        body_html="",
        last_error="",
    )


def put_off(letter: Letter, trouble: str, *, is_urgent: bool = False) -> None:
    """Try again later, or at once, or give up after as many attempts as there are pauses."""
    claim = Claim(letter.id, letter.attempts)
    if letter.attempts > len(PAUSES):
        give_up(claim, trouble, keeps_words=True)
        return
    _log.warning("Letter %d was put off: %s", letter.id, trouble)
    pause = timedelta(0) if is_urgent else PAUSES[letter.attempts - 1]
    _wait(claim, pause, trouble)


def unsure(letter: Letter, trouble: str, *, is_urgent: bool = False) -> None:
    """Try again later, or at once, what may have arrived; or give up when it may have often."""
    claim = Claim(letter.id, letter.attempts)
    if letter.unsure_count >= len(UNSURE_PAUSES):
        give_up(claim, f"It may have arrived: {trouble}")
        return
    _log.warning("Letter %d may have arrived: %s", letter.id, trouble)
    pause = timedelta(0) if is_urgent else UNSURE_PAUSES[letter.unsure_count]
    _wait(claim, pause, trouble, unsure_count=letter.unsure_count + 1)


def put_off_all(trouble: str) -> None:
    """Let all due letters wait: the server would take none of them either."""
    now = clock.now()
    is_due = sa.and_(Letter.state == LetterState.WAITING, is_time(now))
    with atomic() as session:
        session.execute(
            sa.update(Letter)
            .where(is_due)
            .values(next_try_at=now + _AWAY_PAUSE, last_error=trouble[:_TROUBLE_LENGTH])
        )


def is_time(now: datetime) -> sa.ColumnElement[bool]:
    """Return the condition that a letter that waits is to be tried."""
    return clock.is_over(Letter.next_try_at, now, ahead=max(PAUSES))


def give_up(claim: Claim, trouble: str, *, keeps_words: bool = False) -> None:
    """Stop trying, where the team sees it; what no server took can be sent again later."""
    _log.error("Letter %d was given up: %s", claim.letter_id, trouble)
    _note(
        claim,
        LetterState.SENDING,
        LetterState.WAITING,
        state=LetterState.FAILED,
        last_error=trouble[:_TROUBLE_LENGTH],
        **({} if keeps_words else {"body_text": "", "body_html": ""}),
    )


def _wait(claim: Claim, pause: timedelta, trouble: str, **values: object) -> None:
    """Let the letter wait for its next attempt."""
    _note(
        claim,
        LetterState.SENDING,
        state=LetterState.WAITING,
        next_try_at=clock.now() + pause,
        last_error=trouble[:_TROUBLE_LENGTH],
        **values,
    )


def _note(claim: Claim, *states: LetterState, **values: Any) -> bool:  # noqa: ANN401 - columns
    """Write down how an attempt goes; tell whether the letter was still this attempt's."""
    with atomic() as session:
        noted = session.execute(
            sa.update(Letter)
            .where(
                Letter.id == claim.letter_id,
                Letter.attempts == claim.attempt,
                Letter.state.in_(states),
            )
            .values(**values)
            .returning(Letter.id)
            .execution_options(synchronize_session=False)
        ).scalar_one_or_none()
    return noted is not None
