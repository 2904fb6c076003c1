"""Jobs that forget what must not be kept."""

import sqlalchemy as sa

from app.accounts.limits import ADDRESS_KEPT, SESSION_LASTS
from app.accounts.models import OneTimeLink, SignInSession
from app.core import clock
from app.core.transaction import atomic


def purge_links() -> None:
    """Delete the links that have expired."""
    with atomic() as session:
        session.execute(sa.delete(OneTimeLink).where(OneTimeLink.expires_at <= clock.now()))


def purge_sessions() -> None:
    """Delete the sessions of browsers that did nothing for as long as their cookie lasts."""
    with atomic() as session:
        session.execute(
            sa.delete(SignInSession).where(SignInSession.seen_at < clock.now() - SESSION_LASTS)
        )


def forget_old_addresses() -> None:
    """Empty the IP addresses of sign-ins that are 90 days old."""
    with atomic() as session:
        session.execute(
            sa.update(SignInSession)
            .where(SignInSession.created_at < clock.now() - ADDRESS_KEPT)
            .where(SignInSession.address != "")
            .values(address="")
        )
