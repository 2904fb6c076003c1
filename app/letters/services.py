"""What people choose for letters, and how they stop them."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.accounts import services as account_services
from app.core import limits
from app.core.db import add_missing
from app.core.errors import FormRefused, NotFound
from app.core.i18n import _
from app.core.transaction import atomic
from app.core.versions import Check, unseen
from app.core.viewer import Viewer
from app.letters.limits import QUIET_FROM, QUIET_UNTIL, TRIALS_PER_ACCOUNT
from app.letters.links.tokens import NOTICES, arrival_token, is_arrival
from app.letters.models import LetterChoices, WaitingNotice, WeeklySchedule
from app.letters.schedule.weekly_letter import set_weekly, take_turn
from app.letters.shapes import HOURS, TIME_ZONES, Quiet
from app.mail import queries as mail_queries
from app.mail import services as mail
from app.mail.enums import Sort

__all__ = ["take_turn"]


def choose(
    viewer: Viewer,
    *,
    is_on: bool,
    quiet: Quiet,
    is_weekly: bool | None = None,
    check: Check = unseen,
) -> None:
    """Choose whether letters about notices come, when they do not, and the weekly one.

    Args:
        viewer: whose letters.
        is_on: whether those about notices come.
        quiet: when these do not.
        is_weekly: whether the weekly one comes; `None`: as before.

    Raises:
        Changed: it was changed in another window since the form was made.
        SignInNeeded: the viewer is a guest.
        FormRefused: there is no such hour or time zone.
    """
    account_id = viewer.known_id
    if quiet.begin not in HOURS or quiet.end not in HOURS:
        raise FormRefused(_("Choose an hour from the list."), field="quiet_from")
    if quiet.time_zone not in TIME_ZONES:
        raise FormRefused(_("Choose a time zone from the list."), field="time_zone")
    with atomic() as session:
        row = lock_choices(session, account_id)
        check()
        row.is_off = not is_on
        row.quiet_from, row.quiet_until = quiet.begin, quiet.end
        row.time_zone = quiet.time_zone
        if is_on or is_weekly:
            account_services.accept_letters(viewer)
        if not is_on:
            forget_waiting(session, account_id)
        if is_weekly is not None:
            set_weekly(session, account_id, is_on=is_weekly, zone=quiet.time_zone)


def stop(token: str) -> None:
    """Write no more letters about notices to whoever a key is of. Again changes nothing.

    Raises:
        NotFound: it is no key of ours.
    """
    account_id = NOTICES.account_of(token)
    recipient = accounts.recipient(account_id)
    if recipient is None:
        return  # the account is closed: nothing comes any more
    with atomic() as session:
        lock_choices(session, account_id).is_off = True
        forget_waiting(session, account_id)
        mail.drop_waiting(recipient.email, Sort.NOTICES)


def send_trial(viewer: Viewer) -> None:
    """Send a letter to an address that refused ours, to see whether it does still.

    Raises:
        SignInNeeded: the viewer is a guest.
        TooOften: several were sent already.
    """
    account_id = viewer.known_id
    recipient = accounts.recipient(account_id)
    if recipient is None or not mail_queries.is_refused(recipient.email):
        return
    limits.check_rate(TRIALS_PER_ACCOUNT, "trial", account_id)
    path = f"/parametres/lettres/arrivee/{arrival_token(account_id, recipient.email)}"
    mail.post_letter(recipient.address, "trial", {"path": path})


def note_arrival(viewer: Viewer, token: str) -> None:
    """Write to an address again: its owner has opened a letter of ours.

    Raises:
        SignInNeeded: the viewer is a guest.
        NotFound: the key is of another person, or of another address.
    """
    recipient = accounts.recipient(viewer.known_id)
    if recipient is None or not is_arrival(token, recipient.id, recipient.email):
        raise NotFound
    mail.forget_refused(recipient.email)


def forget_account(account_id: int) -> None:
    """Delete what somebody chose, and what waits for them: their account is closed."""
    with atomic() as session:
        forget_waiting(session, account_id)
        session.execute(sa.delete(WeeklySchedule).where(WeeklySchedule.account_id == account_id))
        session.execute(sa.delete(LetterChoices).where(LetterChoices.account_id == account_id))


def lock_choices(session: Session, account_id: int) -> LetterChoices:
    """Return the row of a person under its lock; a new one says what holds already."""
    usual = {
        "account_id": account_id,
        "is_off": False,
        "quiet_from": QUIET_FROM,
        "quiet_until": QUIET_UNTIL,
        "time_zone": Quiet().time_zone,
        "day_count": 0,
    }
    add_missing(session, LetterChoices, [usual])
    return session.get_one(LetterChoices, account_id, with_for_update=True)


def forget_waiting(session: Session, account_id: int) -> None:
    """Let nothing wait for somebody any more."""
    session.execute(sa.delete(WaitingNotice).where(WaitingNotice.account_id == account_id))
