"""Signing in and out."""

import sqlalchemy as sa

from app.accounts.emails import email_typed
from app.accounts.limits import (
    PASSWORD_LENGTH,
    SEEN_EVERY,
    SIGN_INS_PER_ACCOUNT,
    SIGN_INS_PER_ADDRESS,
)
from app.accounts.models import Account, SignInSession
from app.accounts.passwords import hash_password, is_outdated, is_password
from app.accounts.rows import end_sessions, lock_account, start_session
from app.accounts.shapes import Device, StartedSession
from app.core import clock, limits
from app.core.db import db
from app.core.errors import FormRefused, NotFound
from app.core.i18n import _
from app.core.transaction import atomic
from app.core.viewer import Viewer


def sign_in(email: str, password: str, device: Device) -> StartedSession:
    """Sign a browser in. An unknown address takes as long as a wrong password.

    Raises:
        FormRefused: the address or the password is wrong; which of them is not said.
        TooOften: too many attempts for this account, or from this address of the network.
    """
    email = email_typed(email)
    limits.hit(SIGN_INS_PER_ADDRESS, "sign-in", limits.network_of(device.address))
    limits.hit(SIGN_INS_PER_ACCOUNT, "sign-in", email)
    row = db.session.execute(
        sa.select(Account.id, Account.password_hash).where(
            Account.email == email, Account.closed_at.is_(None)
        )
    ).one_or_none()
    known_hash = row.password_hash if row else None
    if not is_password(password[: PASSWORD_LENGTH + 1], known_hash) or row is None:
        sentence = _("This address and this password do not go together.")
        raise FormRefused(sentence, field="password")
    new_hash = hash_password(password) if is_outdated(known_hash or "") else None
    with atomic() as session:
        account = lock_account(session, row.id)
        if account.password_hash != known_hash:
            raise FormRefused(_("Your password has just been changed: try again."))
        account.password_hash = new_hash or known_hash
        started = start_session(session, account.id, device)
    limits.forget(SIGN_INS_PER_ACCOUNT, "sign-in", email)
    return started


def sign_out(viewer: Viewer) -> None:
    """End the session of this browser; nothing for a guest.

    Emits:
        SessionsEnded.
    """
    if viewer.account_id is not None:
        with atomic() as session:
            end_sessions(session, viewer.account_id, SignInSession.id == viewer.session_id)


def end_session(viewer: Viewer, session_id: int) -> None:
    """Sign one of one's browsers out.

    Emits:
        SessionsEnded.

    Raises:
        SignInNeeded: the viewer is a guest.
        NotFound: it is not one of the viewer's, or not any more.
    """
    account_id = viewer.known_id
    with atomic() as session:
        if not session.scalar(
            sa.select(SignInSession.id).where(
                SignInSession.id == session_id, SignInSession.account_id == account_id
            )
        ):
            raise NotFound
        end_sessions(session, account_id, SignInSession.id == session_id)


def end_other_sessions(viewer: Viewer) -> None:
    """Sign all one's other browsers out.

    Emits:
        SessionsEnded: when there was one.

    Raises:
        SignInNeeded: the viewer is a guest.
    """
    account_id = viewer.known_id
    with atomic() as session:
        end_sessions(session, account_id, SignInSession.id != viewer.session_id)


def bump_seen(session_id: int) -> None:
    """Note that a browser is in use, at the most once an hour."""
    now = clock.now()
    with atomic() as session:
        session.execute(
            sa.update(SignInSession)
            .where(SignInSession.id == session_id, SignInSession.seen_at < now - SEEN_EVERY)
            .values(seen_at=now)
            .execution_options(synchronize_session=False)
        )
