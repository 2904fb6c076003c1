"""Agreeing to letters that are not about the account."""

from app.accounts.services.account_rows import lock_account
from app.core import clock
from app.core.transaction import atomic
from app.core.viewer import Viewer


def accept_letters(viewer: Viewer) -> None:
    """Note since when the viewer agrees to letters; agreeing again changes nothing.

    Raises:
        SignInNeeded: the viewer is a guest.
    """
    account_id = viewer.known_id
    with atomic() as session:
        account = lock_account(session, account_id)
        if account.letters_accepted_at is None:
            account.letters_accepted_at = clock.now()
