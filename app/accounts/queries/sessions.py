"""The browsers that are signed in, and where letters go."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from app.accounts.enums import LinkPurpose
from app.accounts.models import Account, OneTimeLink, SignInSession
from app.accounts.queries.audience import is_told
from app.accounts.secrets.tokens import hash_of
from app.accounts.shapes import LinkTarget, OpenSession, Recipient
from app.core import clock
from app.core.db import db, execute, is_one_of
from app.core.shapes import shaped
from app.core.viewer import Viewer


def open_sessions(viewer: Viewer) -> tuple[OpenSession, ...]:
    """Return the viewer's browsers that are signed in, this one first, then the latest used."""
    rows = db.session.scalars(
        sa.select(SignInSession)
        .where(SignInSession.account_id == viewer.known_id)
        .order_by(SignInSession.id != viewer.session_id, SignInSession.seen_at.desc())
    )
    return tuple(shaped(OpenSession, row, is_this_one=row.id == viewer.session_id) for row in rows)


def recipients(account_ids: Collection[int]) -> dict[int, Recipient]:
    """Return those of the people a letter may be sent to: open accounts, addresses proved."""
    if not account_ids:
        return {}
    rows = db.session.execute(
        sa.select(Account.id, Account.display_name, Account.email, Account.language).where(
            Account.id.in_(set(account_ids)),
            Account.email.is_not(None),
            Account.email_confirmed_at.is_not(None),
            Account.closed_at.is_(None),
        )
    )
    return {row.id: shaped(Recipient, row) for row in rows}


def recipient(account_id: int) -> Recipient | None:
    """Return one person a letter may be sent to; `None` when none may."""
    return recipients([account_id]).get(account_id)


_AGREED = sa.select(Account.id).where(
    is_one_of(Account.id, "ids"), Account.letters_accepted_at.is_not(None)
)


def accepting_letters(account_ids: Collection[int]) -> frozenset[int]:
    """Return those of the people who agreed to letters that are not about their account."""
    if not account_ids:
        return frozenset()
    return frozenset(execute(_AGREED, ids=list(account_ids)).scalars())


def letter_taker_ids() -> sa.Select[int]:
    """Return, as a sub-select, those who agreed to letters, and whom a letter reaches."""
    return sa.select(Account.id).where(
        Account.letters_accepted_at.is_not(None),
        Account.email.is_not(None),
        Account.email_confirmed_at.is_not(None),
        is_told(),
    )


def last_seen(account_id: int) -> datetime | None:
    """Return when one of the browsers that are signed in was last noted; to the hour."""
    return db.session.scalar(
        sa.select(sa.func.max(SignInSession.seen_at)).where(SignInSession.account_id == account_id)
    )


def link_target(key: str, purpose: LinkPurpose) -> LinkTarget | None:
    """Return whom an unused link is for; `None` when it opens nothing."""
    row = db.session.execute(
        sa.select(Account.handle, Account.display_name, OneTimeLink.email)
        .join(Account, Account.id == OneTimeLink.account_id)
        .where(
            OneTimeLink.key_hash == hash_of(key),
            OneTimeLink.purpose == purpose,
            OneTimeLink.expires_at > clock.now(),
            OneTimeLink.used_at.is_(None),
            OneTimeLink.credentials_version == Account.credentials_version,
            Account.closed_at.is_(None),
        )
    ).one_or_none()
    if row is None:
        return None
    return shaped(LinkTarget, row)
