"""Questions about what people chose for letters, and about what waits."""

from collections.abc import Collection, Mapping
from datetime import datetime

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.accounts.shapes import Recipient
from app.core.db import db, execute, is_one_of
from app.core.viewer import Viewer
from app.letters.models import LetterChoices, WaitingNotice, WeeklySchedule
from app.letters.push.queue import is_pushed
from app.letters.shapes import Choices, DueLetter, LetterSettings, Quiet, Waiting, WeeklySettings
from app.mail import queries as mail

_AT_ONCE = 500
_CHOSEN = sa.select(
    LetterChoices.account_id,
    LetterChoices.is_off,
    LetterChoices.quiet_from,
    LetterChoices.quiet_until,
    LetterChoices.time_zone,
).where(is_one_of(LetterChoices.account_id, "ids"))


def reader_of(account_id: int) -> tuple[Recipient | None, Choices]:
    """Return where letters reach somebody, if they do, and what they chose. Three queries."""
    return accounts.recipient(account_id), choices_of([account_id])[account_id]


def choices_of(account_ids: Collection[int]) -> Mapping[int, Choices]:
    """Return what each of these people chose; one entry for each. Two queries."""
    agreed = accounts.accepting_letters(account_ids)
    rows = execute(_CHOSEN, ids=list(account_ids))
    off: set[int] = set()
    quiet: dict[int, Quiet] = {}
    for row in rows:
        hours = Quiet(begin=row.quiet_from, end=row.quiet_until, time_zone=row.time_zone)
        quiet[row.account_id] = hours
        if row.is_off:
            off.add(row.account_id)
    return {
        one: Choices(
            is_on=one in agreed and one not in off,
            quiet=quiet.get(one, Quiet()),
            has_agreed=one in agreed,
        )
        for one in account_ids
    }


def settings(viewer: Viewer) -> LetterSettings:
    """Return what the viewer finds on the page of letters."""
    own = accounts.own_settings(viewer)
    choices = choices_of([viewer.known_id])[viewer.known_id]
    row = db.session.get(WeeklySchedule, viewer.known_id)
    weekly = WeeklySettings(
        is_on=choices.has_agreed and (row is None or row.due_at is not None),
        due_at=row.due_at if row else None,
        rested_at=row.rested_at if row else None,
    )
    return LetterSettings(
        choices=choices,
        weekly=weekly,
        email=own.email,
        is_refused=mail.is_refused(own.email),
    )


def people_due(now: datetime) -> list[int]:
    """Return for whom something is due, those who have waited longest first; some hundreds."""
    first = sa.func.min(WaitingNotice.due_at)
    return list(
        db.session.scalars(
            sa.select(WaitingNotice.account_id)
            .where(WaitingNotice.due_at <= now, ~is_pushed())
            .group_by(WaitingNotice.account_id)
            .order_by(first)
            .limit(_AT_ONCE)
        )
    )


def waiting(account_id: int) -> Waiting | None:
    """Return what waits for somebody, in order; `None` when nothing does.

    What may still leave as a push is not among it: each notice takes one road.
    """
    rows = db.session.execute(
        sa.select(WaitingNotice.seq, WaitingNotice.due_at)
        .where(WaitingNotice.account_id == account_id, ~is_pushed())
        .order_by(WaitingNotice.seq)
    ).all()
    if not rows:
        return None
    return Waiting(seqs=tuple(row.seq for row in rows), next_due_at=min(row.due_at for row in rows))


def turns_due(now: datetime) -> list[int]:
    """Return whose turn it is to have the weekly letter, the longest due first; some hundreds."""
    return list(
        db.session.scalars(
            sa.select(WeeklySchedule.account_id)
            .where(WeeklySchedule.due_at <= now)
            .order_by(WeeklySchedule.due_at)
            .limit(_AT_ONCE)
        )
    )


def turn_of(account_id: int) -> DueLetter | None:
    """Return somebody's next turn; `None` when the weekly letter does not come to them."""
    row = db.session.execute(
        sa.select(WeeklySchedule.due_at, WeeklySchedule.sent_at, WeeklySchedule.unseen_count).where(
            WeeklySchedule.account_id == account_id
        )
    ).one_or_none()
    if row is None or row.due_at is None:
        return None
    return DueLetter(
        account_id=account_id,
        due_at=row.due_at,
        sent_at=row.sent_at,
        unseen_count=row.unseen_count,
    )


def without_turn(*, most: int) -> list[int]:
    """Return people who take letters and have had no turn of the weekly one yet."""
    takers = accounts.letter_taker_ids().subquery()
    return list(
        db.session.scalars(
            sa.select(takers.c.id)
            .outerjoin(WeeklySchedule, WeeklySchedule.account_id == takers.c.id)
            .where(WeeklySchedule.account_id.is_(None))
            .order_by(takers.c.id)
            .limit(most)
        )
    )
