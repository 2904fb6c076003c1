"""Closing an account: the row stays, without anything of the person in it."""

import logging

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts import policy
from app.accounts.events import AccountClosed
from app.accounts.models import Account, Block, OneTimeLink, RetiredHandle
from app.accounts.names.handles import FORMER
from app.accounts.profiles.fields import PROFILE_FIELDS
from app.accounts.secrets.tokens import hash_of
from app.accounts.services.account_rows import end_sessions, lock_account
from app.accounts.services.one_time_links import revoke_pending
from app.core import clock
from app.core.errors import require
from app.core.i18n import _
from app.core.transaction import atomic, emit
from app.core.viewer import Viewer
from app.mail import services as mail

_log = logging.getLogger(__name__)


def close(viewer: Viewer, account_id: int) -> None:
    """Close an account for good. Its words stay, by a former member; nobody has its handle again.

    Emits:
        SessionsEnded, AccountClosed.

    Raises:
        SignInNeeded: the viewer is a guest.
        NotFound: there is no such open account.
        Forbidden: it is another's and the viewer does not look after people.
    """
    closed_by_id = viewer.known_id
    with atomic() as session:
        account = lock_account(session, account_id)
        is_allowed = policy.may_close(viewer, account_id, account.rights)
        require(is_allowed, _("You may not close this account."))
        end_sessions(session, account_id)
        if account.email is not None:
            mail.drop_waiting(account.email)
        revoke_pending(session, account)
        session.add(RetiredHandle(handle_hash=hash_of(account.handle)))
        _empty(account)
        _forget_ties(session, account_id)
        emit(AccountClosed(account_id=account_id))
    _log.info("Account %d was closed by account %d.", account_id, closed_by_id)


def _empty(account: Account) -> None:
    """Take everything of the person out of the row."""
    account.handle = f"{FORMER}{account.id}"
    account.display_name, account.name_words = "-", ""
    account.email = account.claimed_email = account.password_hash = account.picture = None
    account.email_confirmed_at = account.letters_accepted_at = None
    account.language = account.theme = account.suspended_until = None
    for field in PROFILE_FIELDS:
        setattr(account, field.name, "")
    account.audiences, account.rights = {}, []
    account.closed_at = clock.now()


def _forget_ties(session: Session, account_id: int) -> None:
    """Delete links and blocks of the person, whoever made these."""
    ties = sa.or_(Block.account_id == account_id, Block.blocked_id == account_id)
    session.execute(sa.delete(Block).where(ties))
    session.execute(sa.delete(OneTimeLink).where(OneTimeLink.account_id == account_id))
