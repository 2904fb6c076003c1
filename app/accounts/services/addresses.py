"""Proving an e-mail address, and changing it."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts.emails import tidy_email
from app.accounts.events import EmailConfirmed
from app.accounts.limits import (
    CONFIRM_LASTS,
    GUESSES_PER_ACCOUNT,
    LETTERS_PER_ACCOUNT,
    MOVE_LASTS,
)
from app.accounts.models import Account, OneTimeLink, SignInSession
from app.accounts.rows import (
    address_of,
    draw_link,
    draw_link_to,
    end_sessions,
    lock_account,
    lock_link,
    void_links,
)
from app.accounts.services.passwords import require_password
from app.core import clock, limits
from app.core.db import db
from app.core.errors import FormRefused, NotFound
from app.core.i18n import _
from app.core.transaction import atomic, emit
from app.core.viewer import Viewer
from app.mail import services as mail
from app.mail.shapes import Address


def ask_confirmation(viewer: Viewer) -> None:
    """Send the letter that confirms the address once more; nothing when it is confirmed.

    Raises:
        SignInNeeded: the viewer is a guest.
        TooOften: it was sent several times already.
    """
    account_id = viewer.known_id
    limits.hit(LETTERS_PER_ACCOUNT, "confirm", account_id)
    with atomic() as session:
        account = lock_account(session, account_id)
        if account.email and account.email_confirmed_at is None:
            post_confirmation(session, account)


def post_confirmation(session: Session, account: Account) -> None:
    """Write the letter with the link that confirms; the caller has opened the transaction."""
    key = draw_link(session, account, purpose="confirm", lasts=CONFIRM_LASTS)
    mail.post_letter(
        address_of(account), "confirm", {"path": f"/confirmation/{key}", "lasts": CONFIRM_LASTS}
    )


def confirm(key: str) -> None:
    """Take the address as proved. A second click on the same link changes nothing.

    Emits:
        EmailConfirmed: the first time.

    Raises:
        NotFound: the link has expired, or the account has another address by now.
    """
    with atomic() as session:
        link = lock_link(session, key, purpose="confirm")
        if link is None:
            raise NotFound
        account = lock_account(session, link.account_id)
        if account.email != link.email:
            raise NotFound
        if account.email_confirmed_at is None:
            account.email_confirmed_at = link.used_at = clock.now()
            emit(EmailConfirmed(account_id=account.id))


def ask_move(viewer: Viewer, email: str, password: str) -> None:
    """Send a link to a new address, which takes effect once it is proved there.

    Raises:
        SignInNeeded: the viewer is a guest.
        FormRefused: the address is none, is the same or another's; the password is wrong.
        TooOften: too many letters or guesses.
    """
    account_id = viewer.known_id
    email = tidy_email(email)
    limits.hit(GUESSES_PER_ACCOUNT, "password", account_id)
    require_password(account_id, password, field="password")
    _refuse_taken(account_id, email)
    limits.hit(LETTERS_PER_ACCOUNT, "move", account_id)
    with atomic() as session:
        account = lock_account(session, account_id)
        void_links(session, account_id, "move")
        key = draw_link_to(session, account_id, email, purpose="move", lasts=MOVE_LASTS)
        new = Address(email=email, name=account.display_name, language=account.language)
        context = {"path": f"/parametres/adresse/{key}", "lasts": MOVE_LASTS}
        mail.post_letter(new, "move", context)


def move(key: str, *, viewer: Viewer) -> None:
    """Give the account its new address, proved; all its other browsers are signed out.

    Emits:
        EmailConfirmed, SessionsEnded.

    Raises:
        NotFound: the link has expired or was used.
        FormRefused: somebody else has this address by now.
    """
    with atomic() as session:
        link = lock_link(session, key, purpose="move")
        if link is None or link.used_at is not None:
            raise NotFound
        account = lock_account(session, link.account_id)
        _refuse_taken(account.id, link.email)
        _tell_old_address(account, link)
        link.used_at = account.email_confirmed_at = clock.now()
        account.email = link.email
        void_links(session, account.id, "confirm", "recover", "move")
        mine = viewer.session_id if viewer.account_id == account.id else None
        end_sessions(session, account.id, SignInSession.id != (mine or 0))
        emit(EmailConfirmed(account_id=account.id))


def _tell_old_address(account: Account, link: OneTimeLink) -> None:
    """Tell the old address, in case it was not its owner who did it."""
    if account.email and account.email_confirmed_at is not None:
        mail.post_letter(address_of(account), "moved", {"email": link.email})


def _refuse_taken(account_id: int, email: str) -> None:
    """Refuse the address of an account, this one's included."""
    owner = db.session.scalar(sa.select(Account.id).where(Account.email == email))
    if owner == account_id:
        raise FormRefused(_("This is your address already."), field="email")
    if owner is not None:
        raise FormRefused(_("This address belongs to another account."), field="email")
