"""Changing a password, and coming back when it is forgotten."""

from collections.abc import Iterable

import sqlalchemy as sa

from app.accounts.enums import LinkPurpose
from app.accounts.events import EmailConfirmed
from app.accounts.limits import (
    GUESSES_PER_ACCOUNT,
    PASSWORD_LEAST,
    PASSWORD_LENGTH,
    PASSWORDS_JUDGED,
    RECOVER_LASTS,
    RECOVERIES_PER_ACCOUNT,
    RECOVERIES_PER_ADDRESS,
)
from app.accounts.models import Account, SignInSession
from app.accounts.names.emails import email_typed
from app.accounts.queries import link_target
from app.accounts.secrets.constant_time import lasting
from app.accounts.secrets.passwords import hash_password, is_password
from app.accounts.secrets.strength import is_easy_to_guess
from app.accounts.services.account_rows import address_of, end_sessions, lock_account, start_session
from app.accounts.services.one_time_links import draw_link, open_link, revoke_pending
from app.accounts.shapes import SignInDevice, StartedSession
from app.core import clock, limits
from app.core.db import db
from app.core.errors import FormRefused, NotFound, TooOften
from app.core.i18n import _
from app.core.transaction import atomic, emit
from app.core.viewer import Viewer
from app.mail import services as mail


def tidy_password(password: str, *, known: Iterable[str], field: str = "password") -> str:
    """Return the password.

    Raises:
        FormRefused: it is too short, too long or too easy to guess.
    """
    if len(password) < PASSWORD_LEAST:
        sentence = _("At least {least} characters: a short sentence will do.", least=PASSWORD_LEAST)
        raise FormRefused(sentence, field=field)
    if len(password) > PASSWORD_LENGTH:
        sentence = _("At most {most} characters.", most=PASSWORD_LENGTH)
        raise FormRefused(sentence, field=field)
    if is_easy_to_guess(password, known=known):
        sentence = _(
            "This password is among the first that somebody would try. "
            "Take three or four words that nobody would put together."
        )
        raise FormRefused(sentence, field=field)
    return password


def require_password(account_id: int, password: str, *, field: str) -> None:
    """Go on when this is the person's password.

    Raises:
        FormRefused: it is not.
    """
    password_hash = db.session.scalar(
        sa.select(Account.password_hash).where(Account.id == account_id)
    )
    if not is_password(password, password_hash):
        raise FormRefused(_("This is not your present password."), field=field)


def change_password(viewer: Viewer, current: str, new: str) -> None:
    """Change one's password; all other browsers are signed out, and a letter says so.

    Links that were sent before open nothing any more.

    Emits:
        SessionsEnded.

    Raises:
        SignInNeeded: the viewer is a guest.
        FormRefused: the present password is wrong, or the new one cannot be taken.
        TooOften: too many guesses at the present one, or new ones to judge.
    """
    account_id = viewer.known_id
    address = sa.func.coalesce(Account.email, Account.claimed_email)
    email = db.session.scalar(sa.select(address).where(Account.id == account_id))
    known = (viewer.handle, viewer.display_name, email or "")
    limits.check_rate(PASSWORDS_JUDGED, "judge", account_id)
    tidy_password(new, known=known, field="new_password")
    limits.check_rate(GUESSES_PER_ACCOUNT, "password", account_id)
    require_password(account_id, current, field="password")
    password_hash = hash_password(new)
    with atomic() as session:
        account = lock_account(session, account_id)
        account.password_hash = password_hash
        revoke_pending(session, account)
        end_sessions(session, account_id, SignInSession.id != (viewer.session_id or 0))
        if account.email:
            mail.post_letter(address_of(account), "password-changed", {})


def ask_recovery(email: str, device: SignInDevice) -> None:
    """Send a link that sets a new password, if the address is an account's.

    Whether it is cannot be told from the answer, nor from how long it takes.

    Raises:
        TooOften: too many were asked for from this address of the network.
    """
    limits.check_rate(RECOVERIES_PER_ADDRESS, "recover", limits.network_of(device.address))
    email = email_typed(email)
    with lasting():
        try:
            limits.check_rate(RECOVERIES_PER_ACCOUNT, "recover", email)
        except TooOften:
            return  # the same answer; the letters sent before still open
        _post_recovery(email)


def recover(key: str, password: str, device: SignInDevice) -> StartedSession:
    """Set a new password, sign all browsers out and this one in. It also proves the address.

    Emits:
        SessionsEnded, EmailConfirmed.

    Raises:
        NotFound: the link has expired, was used or revoked.
        FormRefused: the password cannot be taken; the link stays good.
    """
    target = link_target(key, LinkPurpose.RECOVER)
    if target is None:
        raise NotFound
    tidy_password(password, known=(target.handle, target.display_name, target.email))
    password_hash = hash_password(password)
    with atomic() as session:
        link, account = open_link(session, key, LinkPurpose.RECOVER)
        if link.used_at is not None or account.email != link.email:
            raise NotFound
        account.password_hash = password_hash
        link.used_at = clock.now()
        if account.email_confirmed_at is None:
            account.email_confirmed_at = clock.now()
            emit(EmailConfirmed(account_id=account.id))
        revoke_pending(session, account)
        end_sessions(session, account.id)
        mail.post_letter(address_of(account), "password-changed", {})
        return start_session(session, account.id, device)


def _post_recovery(email: str) -> None:
    """Write the letter, if there is somebody to write to."""
    with atomic() as session:
        account = session.scalar(
            sa.select(Account).where(Account.email == email, Account.closed_at.is_(None))
        )
        if account is not None:
            key = draw_link(session, account, LinkPurpose.RECOVER, lasts=RECOVER_LASTS)
            context = {"path": f"/mot-de-passe/{key}", "lasts": RECOVER_LASTS}
            mail.post_letter(address_of(account), "recover", context)
