"""Fetching rows to change them; only inside `atomic()`."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts.events import SessionsEnded
from app.accounts.models import Account, SignInSession
from app.accounts.secrets.tokens import hash_of, new_key
from app.accounts.shapes import SignInDevice, StartedSession
from app.core import clock
from app.core.errors import NotFound
from app.core.transaction import emit
from app.mail.shapes import Address


def lock_account(session: Session, account_id: int) -> Account:
    """Return an open account under its row lock.

    Raises:
        NotFound: there is none.
    """
    row = session.scalar(
        sa.select(Account)
        .where(Account.id == account_id, Account.closed_at.is_(None))
        .with_for_update()
    )
    if row is None:
        raise NotFound
    return row


def lock_people(session: Session, *account_ids: int) -> frozenset[int]:
    """Lock people's rows, always in the same order; return those whose account is open.

    For rooms whose rows tie people together: what ties two of them is then decided one after
    the other, and not while one of them closes their account. Others may go on pointing at them.
    """
    rows = session.execute(
        sa.select(Account.id, Account.closed_at)
        .where(Account.id.in_(account_ids))
        .order_by(Account.id)
        .with_for_update(key_share=True)
    )
    return frozenset(row.id for row in rows if row.closed_at is None)


def start_session(session: Session, account_id: int, device: SignInDevice) -> StartedSession:
    """Sign a browser in."""
    key, now = new_key(), clock.now()
    session.add(
        SignInSession(
            account_id=account_id,
            key_hash=hash_of(key),
            created_at=now,
            seen_at=now,
            device=device.label,
            address=device.address,
        )
    )
    return StartedSession(account_id=account_id, key=key)


def end_sessions(session: Session, account_id: int, *conditions: sa.ColumnElement[bool]) -> None:
    """Sign browsers of one person out: those that meet the conditions, all without any.

    Emits:
        SessionsEnded: when there was one.
    """
    ended = session.scalars(
        sa.delete(SignInSession)
        .where(SignInSession.account_id == account_id, *conditions)
        .returning(SignInSession.id)
        .execution_options(synchronize_session=False)
    ).all()
    if ended:
        emit(SessionsEnded(account_id=account_id, session_ids=tuple(ended)))


def address_of(account: Account) -> Address:
    """Return whom a letter to this account is for; the caller knows that it has an address."""
    return Address(email=account.email or "", name=account.display_name, language=account.language)
