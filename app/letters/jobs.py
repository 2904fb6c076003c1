"""The jobs that write letters about notices: each minute, from rows, never from memory.

A notice waits ten minutes in a row of its own. Whoever has read it by then, is here, or would not
be told any more, gets no letter. The rows go in the transaction that writes the letter: so each
notice is in one letter at the most, whatever is killed in between.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts.shapes import Recipient
from app.core import clock
from app.core.i18n import in_language, ngettext
from app.core.jobs import enqueue
from app.core.transaction import atomic
from app.letters import queries
from app.letters.limits import MOST_A_DAY, MOST_LINES
from app.letters.links.tokens import NOTICES
from app.letters.models import LetterChoices, WaitingNotice
from app.letters.schedule.quiet_hours import end_of_quiet
from app.letters.services import lock_choices
from app.letters.shapes import Quiet, Waiting
from app.live.queries import is_here
from app.mail import services as mail
from app.mail.enums import Sort
from app.notices import queries as notices
from app.notices.shapes import NoticeLine

_DAY = timedelta(days=1)


def sweep() -> None:
    """Have letters written for those for whom something is due."""
    for account_id in queries.people_due(clock.now()):
        enqueue("letters.tell", account_id)


def tell(account_id: int) -> None:
    """Write one letter about all that waits for somebody, put it off, or drop it."""
    now = clock.now()
    waiting = queries.waiting(account_id)
    if waiting is None or waiting.next_due_at > now:
        return
    recipient, choices = queries.reader_of(account_id)
    if recipient is None or not choices.is_on:
        _drop(account_id, waiting)
        return
    quiet_end = end_of_quiet(now, choices.quiet)
    if quiet_end is not None:
        _put_off(account_id, waiting, quiet_end)
    elif is_here(account_id):
        _drop(account_id, waiting, due_by=now)
    else:
        _write(recipient, waiting, choices.quiet, now)


def _write(recipient: Recipient, waiting: Waiting, quiet: Quiet, now: datetime) -> None:
    """Write the letter, in the transaction that lets its notices wait no more."""
    with in_language(recipient.language):
        lines = notices.still_deliverable(recipient.id, waiting.seqs)
    with atomic() as session:
        row = lock_choices(session, recipient.id)
        if lines and _is_enough(row, now):
            held = (row.day_began_at or now) + _DAY
            _set_due(session, recipient.id, waiting, end_of_quiet(held, quiet) or held)
            return
        if not _take(session, recipient.id, waiting) or not lines:
            return  # another job has written it, or there is nothing left to say
        _count(row, now)
        with in_language(recipient.language):
            _post(recipient, lines)


def _post(recipient: Recipient, lines: tuple[NoticeLine, ...]) -> None:
    """Write about these notices."""
    named = lines[:MOST_LINES]
    subject = lines[0].text
    if len(lines) > 1:
        subject = ngettext("{count} notification", "{count} notifications", len(lines))
    context = {
        "title": subject,
        "lines": [{"text": line.text, "url": line.url, "why": line.why} for line in named],
        "more": len(lines) - len(named),
    }
    mail.post_letter(
        recipient.address,
        "notices",
        context,
        sort=Sort.NOTICES,
        stop_path=f"/lettres/arreter/{NOTICES.token_for(recipient.id)}",
    )


def _is_enough(row: LetterChoices, now: datetime) -> bool:
    """Tell whether this person has had as many letters as come in a day."""
    began = row.day_began_at
    return began is not None and now - began < _DAY and row.day_count >= MOST_A_DAY


def _count(row: LetterChoices, now: datetime) -> None:
    """Count a letter."""
    if row.day_began_at is None or now - row.day_began_at >= _DAY:
        row.day_began_at, row.day_count = now, 0
    row.day_count += 1


def _take(session: Session, account_id: int, waiting: Waiting) -> bool:
    """Let notices wait no more; false when another job was faster."""
    gone = session.scalars(
        sa.delete(WaitingNotice)
        .where(WaitingNotice.account_id == account_id, WaitingNotice.seq.in_(waiting.seqs))
        .returning(WaitingNotice.seq)
        .execution_options(synchronize_session=False)
    ).all()
    return len(gone) == len(waiting.seqs)


def _drop(account_id: int, waiting: Waiting, *, due_by: datetime | None = None) -> None:
    """Let notices wait no more, without a letter: all, or those that are due."""
    dropped = sa.delete(WaitingNotice).where(
        WaitingNotice.account_id == account_id, WaitingNotice.seq.in_(waiting.seqs)
    )
    if due_by is not None:
        dropped = dropped.where(WaitingNotice.due_at <= due_by)
    with atomic() as session:
        session.execute(dropped)


def _put_off(account_id: int, waiting: Waiting, until: datetime) -> None:
    """Let notices wait for longer."""
    with atomic() as session:
        _set_due(session, account_id, waiting, until)


def _set_due(session: Session, account_id: int, waiting: Waiting, until: datetime) -> None:
    """Say until when notices wait."""
    session.execute(
        sa.update(WaitingNotice)
        .where(WaitingNotice.account_id == account_id, WaitingNotice.seq.in_(waiting.seqs))
        .values(due_at=until)
        .execution_options(synchronize_session=False)
    )
