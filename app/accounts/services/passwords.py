"""Changing a password, and coming back when it is forgotten."""

from collections.abc import Iterable

import sqlalchemy as sa

from app.accounts.delays import lasting
from app.accounts.emails import email_typed
from app.accounts.events import EmailConfirmed
from app.accounts.guessing import is_easy_to_guess
from app.accounts.limits import (
    GUESSES_PER_ACCOUNT,
    PASSWORD_LEAST,
    PASSWORD_LENGTH,
    RECOVER_LASTS,
    RECOVERIES_PER_ACCOUNT,
    RECOVERIES_PER_ADDRESS,
)
from app.accounts.models import Account, SignInSession
from app.accounts.passwords import hash_password, is_password
from app.accounts.queries import link_target
from app.accounts.rows import (
    address_of,
    draw_link,
    end_sessions,
    lock_account,
    lock_link,
    start_session,
    void_links,
)
from app.accounts.shapes import Device, StartedSession
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

    Emits:
        SessionsEnded.

    Raises:
        SignInNeeded: the viewer is a guest.
        FormRefused: the present password is wrong, or the new one cannot be taken.
        TooOften: too many guesses at the present one.
    """
    account_id = viewer.known_id
    email = db.session.scalar(sa.select(Account.email).where(Account.id == account_id))
    known = (viewer.handle, viewer.display_name, email or "")
    tidy_password(new, known=known, field="new_password")
    limits.hit(GUESSES_PER_ACCOUNT, "password", account_id)
    require_password(account_id, current, field="password")
    password_hash = hash_password(new)
    with atomic() as session:
        account = lock_account(session, account_id)
        account.password_hash = password_hash
        void_links(session, account_id, "recover")
        end_sessions(session, account_id, SignInSession.id != (viewer.session_id or 0))
        if account.email:
            mail.post_letter(address_of(account), "password-changed", {})


def ask_recovery(email: str, device: Device) -> None:
    """Send a link that sets a new password, if the address is an account's.

    Whether it is cannot be told from the answer, nor from how long it takes.

    Raises:
        TooOften: too many were asked for from this address of the network.
    """
    limits.hit(RECOVERIES_PER_ADDRESS, "recover", limits.network_of(device.address))
    email = email_typed(email)
    with lasting():
        try:
            limits.hit(RECOVERIES_PER_ACCOUNT, "recover", email)
        except TooOften:
            return  # the same answer; the letters sent before still open
        _post_recovery(email)


def recover(key: str, password: str, device: Device) -> StartedSession:
    """Set a new password, sign all browsers out and this one in. It also proves the address.

    Emits:
        SessionsEnded, EmailConfirmed.

    Raises:
        NotFound: the link has expired or was used.
        FormRefused: the password cannot be taken; the link stays good.
    """
    target = link_target(key, purpose="recover")
    if target is None:
        raise NotFound
    tidy_password(password, known=(target.handle, target.display_name, target.email))
    password_hash = hash_password(password)
    with atomic() as session:
        link = lock_link(session, key, purpose="recover")
        if link is None or link.used_at is not None:
            raise NotFound
        account = lock_account(session, link.account_id)
        if account.email != link.email:
            raise NotFound
        account.password_hash = password_hash
        link.used_at = clock.now()
        if account.email_confirmed_at is None:
            account.email_confirmed_at = clock.now()
            emit(EmailConfirmed(account_id=account.id))
        void_links(session, account.id, "recover", "move")
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
            key = draw_link(session, account, purpose="recover", lasts=RECOVER_LASTS)
            context = {"path": f"/mot-de-passe/{key}", "lasts": RECOVER_LASTS}
            mail.post_letter(address_of(account), "recover", context)
