"""Questions about what people chose for letters, and about what waits."""

from collections.abc import Collection, Mapping
from datetime import datetime

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core.db import db
from app.core.viewer import Viewer
from app.letters.models import LetterChoices, WaitingNotice
from app.letters.shapes import Choices, LetterSettings, Quiet, Waiting
from app.mail import queries as mail

_AT_ONCE = 500


def choices_of(account_ids: Collection[int]) -> Mapping[int, Choices]:
    """Return what each of these people chose; one entry for each. Two queries."""
    agreed = accounts.accepting_letters(account_ids)
    rows = db.session.execute(
        sa.select(
            LetterChoices.account_id,
            LetterChoices.is_off,
            LetterChoices.quiet_from,
            LetterChoices.quiet_until,
            LetterChoices.time_zone,
        ).where(LetterChoices.account_id.in_(set(account_ids)))
    )
    off: set[int] = set()
    quiet: dict[int, Quiet] = {}
    for row in rows:
        hours = Quiet(begin=row.quiet_from, end=row.quiet_until, time_zone=row.time_zone)
        quiet[row.account_id] = hours
        if row.is_off:
            off.add(row.account_id)
    return {
        one: Choices(is_on=one in agreed and one not in off, quiet=quiet.get(one, Quiet()))
        for one in account_ids
    }


def settings(viewer: Viewer) -> LetterSettings:
    """Return what the viewer finds on the page of letters."""
    own = accounts.own_settings(viewer)
    return LetterSettings(
        choices=choices_of([viewer.known_id])[viewer.known_id],
        email=own.email,
        is_refused=mail.is_refused(own.email),
    )


def people_due(now: datetime) -> list[int]:
    """Return for whom something is due, those who have waited longest first; some hundreds."""
    first = sa.func.min(WaitingNotice.due_at)
    return list(
        db.session.scalars(
            sa.select(WaitingNotice.account_id)
            .where(WaitingNotice.due_at <= now)
            .group_by(WaitingNotice.account_id)
            .order_by(first)
            .limit(_AT_ONCE)
        )
    )


def waiting(account_id: int) -> Waiting | None:
    """Return what waits for somebody, in order; `None` when nothing does."""
    rows = db.session.execute(
        sa.select(WaitingNotice.seq, WaitingNotice.due_at)
        .where(WaitingNotice.account_id == account_id)
        .order_by(WaitingNotice.seq)
    ).all()
    if not rows:
        return None
    return Waiting(seqs=tuple(row.seq for row in rows), next_due_at=min(row.due_at for row in rows))
