"""Links sent by letter, and revoking all that is pending; only inside `atomic()`.

Whoever stole a password can ask for a link and wait. So each link remembers the version of the
credentials it was asked under, and every change of them makes a new version: a link that was
missed when the others were deleted opens nothing either.
"""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts.enums import LinkPurpose
from app.accounts.models import Account, OneTimeLink
from app.accounts.secrets.tokens import hash_of, new_key
from app.accounts.services.account_rows import lock_account
from app.core import clock
from app.core.errors import NotFound


def revoke_pending(session: Session, account: Account) -> None:
    """Let nothing that was asked for before open anything any more.

    Every change of credentials calls it; the caller holds the lock of the account's row.
    """
    account.credentials_version += 1
    session.execute(
        sa.delete(OneTimeLink).where(
            OneTimeLink.account_id == account.id, OneTimeLink.used_at.is_(None)
        )
    )


def draw_link(
    session: Session,
    account: Account,
    purpose: LinkPurpose,
    *,
    lasts: timedelta,
    email: str | None = None,
) -> str:
    """Make a link that proves an address, the account's own unless another is named.

    Returns:
        Its key. It opens nothing once the credentials of the account are others.
    """
    key = new_key()
    session.add(
        OneTimeLink(
            account_id=account.id,
            purpose=purpose,
            key_hash=hash_of(key),
            email=email or account.email or "",
            expires_at=clock.now() + lasts,
            credentials_version=account.credentials_version,
        )
    )
    return key


def open_link(session: Session, key: str, purpose: LinkPurpose) -> tuple[OneTimeLink, Account]:
    """Return the link that a key opens, used or not, and its account, under their row locks.

    Raises:
        NotFound: it has expired, or was revoked.
    """
    known = OneTimeLink.key_hash == hash_of(key)
    account_id = session.scalar(sa.select(OneTimeLink.account_id).where(known))
    if account_id is None:
        raise NotFound
    # The account first, as whoever revokes does: the other way round the two wait for each other.
    account = lock_account(session, account_id)
    link = session.scalar(
        sa.select(OneTimeLink)
        .where(
            known,
            OneTimeLink.purpose == purpose,
            OneTimeLink.expires_at > clock.now(),
            OneTimeLink.credentials_version == account.credentials_version,
        )
        .with_for_update()
    )
    if link is None:
        raise NotFound
    return link, account


def void_links(session: Session, account_id: int, *purposes: LinkPurpose) -> None:
    """Let unused links of these purposes open nothing any more."""
    session.execute(
        sa.delete(OneTimeLink)
        .where(
            OneTimeLink.account_id == account_id,
            OneTimeLink.purpose.in_(purposes),
            OneTimeLink.used_at.is_(None),
        )
        .execution_options(synchronize_session=False)
    )
