"""The weekly letter: whose turn it is, and when it stops. What it says is handed over from above.

A turn is a row. It goes on by a week in the transaction that writes the letter: so nobody has two
in a week, and nobody's is lost, whatever is killed in between.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.accounts.limits import SEEN_EVERY
from app.accounts.shapes import Recipient
from app.core import clock
from app.core.db import add_missing
from app.core.i18n import in_language
from app.core.transaction import atomic
from app.core.viewer import Viewer
from app.letters import queries
from app.letters.limits import MOST_UNSEEN
from app.letters.links.tokens import WEEKLY
from app.letters.models import WeeklySchedule
from app.letters.schedule.quiet_hours import end_of_quiet
from app.letters.schedule.weekly_schedule import APART, next_due
from app.letters.shapes import DueLetter
from app.live.queries import is_here
from app.mail import services as mail
from app.mail.enums import Sort

Say = Callable[[Viewer], Mapping[str, object] | None]
"""A reader → what `templates/mail/weekly` needs; `None` when there is nothing to say."""
_AT_ONCE = 500


def give_turns() -> None:
    """Give a turn to all who take letters and have none yet."""
    while newcomers := queries.without_turn(most=_AT_ONCE):
        now, choices = clock.now(), queries.choices_of(newcomers)
        rows = [
            {
                "account_id": one,
                "due_at": next_due(one, choices[one].quiet.time_zone, after=now),
                "unseen_count": 0,
            }
            for one in newcomers
        ]
        with atomic() as session:
            add_missing(session, WeeklySchedule, rows)


def take_turn(account_id: int, say: Say) -> None:
    """Write the weekly letter to somebody, if it is their turn, and there is something to say.

    Args:
        account_id: whose turn it may be; again, or at once elsewhere, changes nothing.
        say: asked in the language of the reader, just before it is written.
    """
    now = clock.now()
    turn = queries.turn_of(account_id)
    if turn is None or turn.due_at > now:
        return
    recipient, choices = queries.reader_of(account_id)
    quiet_end = end_of_quiet(now, choices.quiet)
    later = next_due(account_id, choices.quiet.time_zone, after=now + APART)
    if recipient is None or not choices.has_agreed or not _is_told(account_id):
        _go_on(turn, later)
    elif quiet_end is not None:
        _go_on(turn, quiet_end)
    elif _unseen(turn) >= MOST_UNSEEN:
        _go_on(turn, None)
    else:
        _write(turn, recipient, say, later)


def set_weekly(session: Session, account_id: int, *, is_on: bool, zone: str) -> None:
    """Let the weekly letter come to somebody on the clock of their zone, or not any more."""
    row = session.get(WeeklySchedule, account_id, with_for_update=True)
    if row is None:
        row = WeeklySchedule(account_id=account_id, unseen_count=0)
        session.add(row)
    if not is_on:
        row.due_at = None
        return
    if row.due_at is None:
        row.unseen_count, row.rested_at = 0, None
    now = clock.now()
    after = max(now, row.sent_at + APART) if row.sent_at else now
    row.due_at = next_due(account_id, zone, after=after)


def stop_weekly(token: str) -> None:
    """Write the weekly letter no more to whoever a key is of. Again changes nothing.

    Raises:
        NotFound: it is no key of ours.
    """
    account_id = WEEKLY.account_of(token)
    if accounts.recipient(account_id) is None:
        return  # the account is closed: nothing comes any more
    zone = queries.choices_of([account_id])[account_id].quiet.time_zone
    with atomic() as session:
        set_weekly(session, account_id, is_on=False, zone=zone)


def note_visit(account_id: int) -> None:
    """Note that somebody is on the site whose browser will not be known any more."""
    with atomic() as session:
        session.execute(
            sa.update(WeeklySchedule)
            .where(WeeklySchedule.account_id == account_id, WeeklySchedule.unseen_count > 0)
            .values(unseen_count=0)
        )


def _write(turn: DueLetter, recipient: Recipient, say: Say, later: datetime) -> None:
    """Write the letter, in the transaction that moves the turn."""
    unseen_count = _unseen(turn) + 1
    with in_language(recipient.language):
        said = say(accounts.absent_viewer(recipient.id))
        with atomic() as session:
            row = _lock_turn(session, turn)
            if row is None:
                return  # another job has written it, or they have just stopped it
            row.due_at = later
            if said is not None and _post(recipient, said, is_last=unseen_count == MOST_UNSEEN):
                row.sent_at, row.unseen_count = clock.now(), unseen_count


def _post(recipient: Recipient, said: Mapping[str, object], *, is_last: bool) -> bool:
    """Write a letter; false when the address refuses letters."""
    letter_id = mail.post_letter(
        recipient.address,
        "weekly",
        {**said, "is_last": is_last},
        sort=Sort.WEEKLY,
        stop_path=f"/lettres/semaine/arreter/{WEEKLY.token_for(recipient.id)}",
    )
    return letter_id is not None


def _is_told(account_id: int) -> bool:
    """Tell whether somebody is told what goes on: not while they are suspended."""
    return accounts.absent_viewer(account_id).may_be_told


def _unseen(turn: DueLetter) -> int:
    """Return how many letters in a row they have had since they were last on the site."""
    if turn.sent_at is None or is_here(turn.account_id):
        return 0
    seen_at = accounts.last_seen(turn.account_id)
    was_here = seen_at is not None and seen_at > turn.sent_at - SEEN_EVERY
    return 0 if was_here else turn.unseen_count


def _go_on(turn: DueLetter, due_at: datetime | None) -> None:
    """Move a turn without a letter; to `None` when the letter stops itself."""
    with atomic() as session:
        row = _lock_turn(session, turn)
        if row is not None:
            row.due_at = due_at
            row.rested_at = clock.now() if due_at is None else None


def _lock_turn(session: Session, turn: DueLetter) -> WeeklySchedule | None:
    """Return the row of a turn under its lock; `None` when it is not the same any more."""
    row = session.get(WeeklySchedule, turn.account_id, with_for_update=True)
    return row if row is not None and row.due_at == turn.due_at else None
