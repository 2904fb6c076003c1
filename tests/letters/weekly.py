"""What tests of the weekly letter have in common: a week that passes, and something to say."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa
import time_machine

from app.accounts.models import Account
from app.core.db import db
from app.core.transaction import atomic
from app.core.viewer import Viewer
from app.letters.models import WeeklySchedule
from app.letters.schedule.weekly_letter import Say, give_turns, take_turn
from app.mail.models import Letter
from tests.factories.mail import letters

LINE = {"title": "Louer une sono", "url": "/questions/1-sono", "facts": "Fêtes", "why": "Membre."}
SAID = {"title": "Louer une sono", "parts": [{"title": "Le meilleur", "lines": [LINE]}]}


def say(_viewer: Viewer) -> Mapping[str, object]:
    """Have something to say."""
    return SAID


def say_nothing(_viewer: Viewer) -> None:
    """Have nothing to say."""


def turn_row(account: Account) -> WeeklySchedule:
    """Return the row of somebody's turn as it is now."""
    db.session.close()
    return db.session.get_one(WeeklySchedule, account.id)


def has_turn(account: Account) -> bool:
    """Tell whether there is such a row."""
    db.session.close()
    return db.session.get(WeeklySchedule, account.id) is not None


def times_of(account: Account) -> tuple[datetime, datetime]:
    """Return when somebody had the last letter, and when the next one comes."""
    row = turn_row(account)
    assert row.sent_at is not None
    assert row.due_at is not None
    return row.sent_at, row.due_at


def come_to_turn(clock: time_machine.Traveller, account: Account) -> None:
    """Let time pass until it is somebody's turn."""
    row = turn_row(account)
    assert row.due_at is not None
    clock.move_to(row.due_at + timedelta(seconds=1))


def one_week(clock: time_machine.Traveller, account: Account, said: Say = say) -> list[Letter]:
    """Let the next turn of somebody come and be taken; return all letters there are."""
    give_turns()
    come_to_turn(clock, account)
    take_turn(account.id, said)
    return letters()


def unconfirm(account: Account) -> None:
    """Let it be unknown whether an address is theirs."""
    with atomic() as session:
        session.execute(
            sa.update(Account).where(Account.id == account.id).values(email_confirmed_at=None)
        )
