"""Signing in and out."""

import sqlalchemy as sa

from app.accounts.limits import (
    PASSWORD_LENGTH,
    SEEN_EVERY,
    SIGN_INS_PER_ACCOUNT,
    SIGN_INS_PER_ADDRESS,
)
from app.accounts.models import Account, SignInSession
from app.accounts.names.emails import email_typed
from app.accounts.secrets.passwords import hash_password, is_outdated, is_password
from app.accounts.services.account_rows import end_sessions, lock_account, start_session
from app.accounts.services.one_time_links import revoke_pending
from app.accounts.shapes import SignInDevice, StartedSession
from app.core import clock, limits
from app.core.db import db
from app.core.errors import FormRefused, NotFound
from app.core.i18n import _
from app.core.transaction import atomic
from app.core.viewer import Viewer

_CLAIMS_TRIED = 3
_LEAST_TRIED = 2


def sign_in(email: str, password: str, device: SignInDevice) -> StartedSession:
    """Sign a browser in. An unknown address takes as long as a wrong password.

    Raises:
        FormRefused: the address or the password is wrong; which of them is not said.
        TooOften: too many attempts for this account, or from this address of the network.
    """
    email = email_typed(email)
    limits.check_rate(SIGN_INS_PER_ADDRESS, "sign-in", limits.network_of(device.address))
    limits.check_rate(SIGN_INS_PER_ACCOUNT, "sign-in", email)
    known = _known_by(email, password)
    if known is None:
        sentence = _("This address and this password do not go together.")
        raise FormRefused(sentence, field="password")
    new_hash = hash_password(password) if is_outdated(known.password_hash or "") else None
    with atomic() as session:
        account = lock_account(session, known.id)
        if account.password_hash != known.password_hash:
            raise FormRefused(_("Your password has just been changed: try again."))
        account.password_hash = new_hash or known.password_hash
        started = start_session(session, account.id, device)
    limits.forget(SIGN_INS_PER_ACCOUNT, "sign-in", email)
    return started


def _known_by(email: str, password: str) -> sa.Row[int, str | None] | None:
    """Return whose address and password these are, and the hash of the password.

    Somebody may have signed up with the address of another account (`claims`): they come in with
    it too, or the answer would tell whose it is. So at least two passwords are tried: where one
    account has the address and another claims it, a wrong one takes no longer.
    """
    asked = sa.select(Account.id, Account.password_hash).where(Account.closed_at.is_(None))
    claims = asked.where(Account.claimed_email == email).order_by(Account.id.desc())
    owner = asked.where(Account.email == email)
    found: list[sa.Row[int, str | None]] = [
        *db.session.execute(claims.limit(_CLAIMS_TRIED)),
        *db.session.execute(owner),
    ]
    typed = password[: PASSWORD_LENGTH + 1]
    for row in found:
        if is_password(typed, row.password_hash):
            return row
    for _missing in range(_LEAST_TRIED - len(found)):
        is_password(typed, None)
    return None


def sign_out(viewer: Viewer) -> None:
    """End the session of this browser; nothing for a guest.

    Emits:
        SessionsEnded.
    """
    if viewer.account_id is not None:
        with atomic() as session:
            end_sessions(session, viewer.account_id, SignInSession.id == viewer.session_id)


def end_session(viewer: Viewer, session_id: int) -> None:
    """Sign one of one's browsers out; what was asked for at another one is revoked.

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
        if session_id != viewer.session_id:
            revoke_pending(session, lock_account(session, account_id))
        end_sessions(session, account_id, SignInSession.id == session_id)


def end_other_sessions(viewer: Viewer) -> None:
    """Sign all one's other browsers out; links that were asked for open nothing any more.

    Emits:
        SessionsEnded: when there was one.

    Raises:
        SignInNeeded: the viewer is a guest.
    """
    account_id = viewer.known_id
    with atomic() as session:
        revoke_pending(session, lock_account(session, account_id))
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
