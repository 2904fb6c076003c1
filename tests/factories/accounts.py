"""Makers of people."""

import itertools
from datetime import datetime, timedelta

import sqlalchemy as sa

from app.accounts.models import Account, SignInSession
from app.accounts.secrets.tokens import hash_of, new_key
from app.core import clock
from app.core.db import db
from app.core.transaction import atomic
from app.core.viewer import Right, Viewer

_numbers = itertools.count(1)


def make_account(
    *,
    handle: str | None = None,
    display_name: str = "Camille",
    rights: tuple[Right, ...] = (),
    suspended_until: datetime | None = None,
    is_new: bool = False,
) -> Account:
    """Make a confirmed member, who has been here for a month unless `is_new`."""
    handle = handle or f"membre{next(_numbers)}"
    now = clock.now()
    account = Account(
        handle=handle,
        display_name=display_name,
        email=f"{handle}@exemple.test",
        email_confirmed_at=now,
        created_at=now if is_new else now - timedelta(days=30),
        rights=list(rights),
        suspended_until=suspended_until,
    )
    with atomic() as session:
        session.add(account)
    return account


def make_session(account: Account) -> str:
    """Sign a member in on a browser; return the key of the session."""
    key = new_key()
    with atomic() as session:
        session.add(
            SignInSession(
                account_id=account.id,
                key_hash=hash_of(key),
                created_at=clock.now(),
                seen_at=clock.now(),
            )
        )
    return key


def seen_by(account: Account | None) -> Viewer:
    """Return the viewer that this person is now; a guest for `None`."""
    if account is None:
        return Viewer()
    row = db.session.execute(sa.select(Account).where(Account.id == account.id)).scalar_one()
    return Viewer(
        account_id=row.id,
        handle=row.handle,
        display_name=row.display_name,
        is_confirmed=row.email_confirmed_at is not None,
        created_at=row.created_at,
        suspended_until=row.suspended_until,
        rights=frozenset(Right(right) for right in row.rights),
        language=row.language,
    )
