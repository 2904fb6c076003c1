"""Proving an e-mail address, and changing it."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts.enums import LinkPurpose
from app.accounts.events import EmailConfirmed
from app.accounts.limits import (
    CONFIRM_LASTS,
    GUESSES_PER_ACCOUNT,
    LETTERS_PER_ACCOUNT,
    MOVE_LASTS,
    RECOVER_LASTS,
)
from app.accounts.models import Account, OneTimeLink, SignInSession
from app.accounts.names.emails import tidy_email
from app.accounts.services.account_rows import address_of, end_sessions, lock_account
from app.accounts.services.claims import tell_owner
from app.accounts.services.one_time_links import draw_link, open_link, revoke_pending, void_links
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
    limits.check_rate(LETTERS_PER_ACCOUNT, "confirm", account_id)
    with atomic() as session:
        account = lock_account(session, account_id)
        post_confirmation(session, account)


def post_confirmation(session: Session, account: Account) -> None:
    """Write the letter with the link that confirms, unless the address is confirmed.

    To an address that is only claimed goes the letter that tells its owner so. The caller has
    opened the transaction, and holds the lock of the account's row.
    """
    if account.claimed_email is not None:
        tell_owner(session, account.claimed_email)
    elif account.email and account.email_confirmed_at is None:
        key = draw_link(session, account, LinkPurpose.CONFIRM, lasts=CONFIRM_LASTS)
        mail.post_letter(
            address_of(account), "confirm", {"path": f"/confirmation/{key}", "lasts": CONFIRM_LASTS}
        )


def confirm(key: str) -> None:
    """Take the address as proved. A second click on the same link changes nothing.

    Emits:
        EmailConfirmed: the first time.

    Raises:
        NotFound: the link has expired or was revoked, or the account has another address by now.
    """
    with atomic() as session:
        link, account = open_link(session, key, LinkPurpose.CONFIRM)
        if account.email != link.email:
            raise NotFound
        if account.email_confirmed_at is None:
            account.email_confirmed_at = link.used_at = clock.now()
            emit(EmailConfirmed(account_id=account.id))


def ask_move(viewer: Viewer, email: str, password: str) -> None:
    """Send a link to a new address, which takes effect once it is proved there.

    The present address is told, with a way to stop it. Whether the new one is another account's
    cannot be told from the answer: then its owner is written to.

    Raises:
        SignInNeeded: the viewer is a guest.
        FormRefused: the address is none, or the same; the password is wrong.
        TooOften: too many letters or guesses.
    """
    account_id = viewer.known_id
    email = tidy_email(email)
    limits.check_rate(GUESSES_PER_ACCOUNT, "password", account_id)
    require_password(account_id, password, field="password")
    if email in _own_addresses(account_id):
        raise FormRefused(_("This is your address already."), field="email")
    limits.check_rate(LETTERS_PER_ACCOUNT, "move", account_id)
    with atomic() as session:
        account = lock_account(session, account_id)
        void_links(session, account_id, LinkPurpose.MOVE, LinkPurpose.STOP_MOVE)
        _warn_present_address(session, account)
        if not tell_owner(session, email):
            key = draw_link(session, account, LinkPurpose.MOVE, lasts=MOVE_LASTS, email=email)
            new = Address(email=email, name=account.display_name, language=account.language)
            context = {"path": f"/parametres/adresse/{key}", "lasts": MOVE_LASTS}
            mail.post_letter(new, "move", context)


def move(key: str, *, viewer: Viewer) -> None:
    """Give the account its new address, proved; all its other browsers are signed out.

    Emits:
        EmailConfirmed, SessionsEnded.

    Raises:
        NotFound: the link has expired, was used or revoked.
        FormRefused: somebody else has this address by now.
    """
    with atomic() as session:
        link, account = open_link(session, key, LinkPurpose.MOVE)
        if link.used_at is not None:
            raise NotFound
        if _owner_of(link.email) not in {None, account.id}:
            raise FormRefused(_("This address belongs to another account."), field="email")
        _tell_old_address(account, link)
        link.used_at = account.email_confirmed_at = clock.now()
        account.email, account.claimed_email = link.email, None
        revoke_pending(session, account)
        mine = viewer.session_id if viewer.account_id == account.id else None
        end_sessions(session, account.id, SignInSession.id != (mine or 0))
        emit(EmailConfirmed(account_id=account.id))


def stop_move(key: str) -> str:
    """Stop a change of address that the owner of the present one did not ask for.

    Whoever asked for it knows the password: so all browsers are signed out, and the way to a new
    password is opened to whoever had the letter.

    Returns:
        The key of a link that sets a new password.

    Emits:
        SessionsEnded.

    Raises:
        NotFound: the link has expired or was revoked: the move took place, or was stopped.
    """
    with atomic() as session:
        link, account = open_link(session, key, LinkPurpose.STOP_MOVE)
        if account.email != link.email:
            raise NotFound
        revoke_pending(session, account)
        end_sessions(session, account.id)
        return draw_link(session, account, LinkPurpose.RECOVER, lasts=RECOVER_LASTS)


def _warn_present_address(session: Session, account: Account) -> None:
    """Tell the present address that another was asked for, in case its owner did not ask."""
    if account.email:
        key = draw_link(session, account, LinkPurpose.STOP_MOVE, lasts=MOVE_LASTS)
        context = {"path": f"/parametres/adresse/arreter/{key}", "lasts": MOVE_LASTS}
        mail.post_letter(address_of(account), "move-asked", context)


def _tell_old_address(account: Account, link: OneTimeLink) -> None:
    """Tell the old address, in case it was not its owner who did it."""
    if account.email and account.email_confirmed_at is not None:
        mail.post_letter(address_of(account), "moved", {"email": link.email})


def _own_addresses(account_id: int) -> tuple[str | None, ...]:
    """Return the address of an account, and the one it claims."""
    own = sa.select(Account.email, Account.claimed_email).where(Account.id == account_id)
    return tuple(db.session.execute(own).one())


def _owner_of(email: str) -> int | None:
    """Return whose address it is."""
    return db.session.scalar(sa.select(Account.id).where(Account.email == email))
