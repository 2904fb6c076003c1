"""Addresses that somebody gives as theirs and that are another account's.

Whether an address has an account is nobody's business: so the answer is the same, and the owner
is written to.
"""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts.enums import LinkPurpose
from app.accounts.limits import CLAIMS_PER_OWNER, RECOVER_LASTS
from app.accounts.models import Account
from app.accounts.services.account_rows import address_of
from app.accounts.services.one_time_links import draw_link
from app.core import limits
from app.core.errors import TooOften
from app.mail import services as mail


def tell_owner(session: Session, email: str) -> bool:
    """Tell the owner of an address that somebody gave it as theirs, three times an hour at most.

    The letter has the way to a new password: most often it is the owner, who forgot.

    Returns:
        Whether it is an account's.
    """
    owner = session.scalar(
        sa.select(Account).where(Account.email == email, Account.closed_at.is_(None))
    )
    if owner is None:
        return False
    try:
        limits.check_rate(CLAIMS_PER_OWNER, "claim", owner.id)
    except TooOften:
        return True  # the same answer; nobody's mailbox is filled by others
    key = draw_link(session, owner, LinkPurpose.RECOVER, lasts=RECOVER_LASTS)
    context = {"path": f"/mot-de-passe/{key}", "lasts": RECOVER_LASTS}
    mail.post_letter(address_of(owner), "known", context)
    return True
