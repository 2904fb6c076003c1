"""Questions about the team that looks after the site."""

import sqlalchemy as sa

from app.accounts.models import Account
from app.core.db import db
from app.core.viewer import Right


def first_administrator() -> int | None:
    """Return the administrator who has been here longest, if there is one."""
    rights = sa.cast(Account.rights, sa.Text)
    return db.session.scalar(
        sa.select(Account.id)
        .where(rights.contains(Right.SITE_ADMINISTER.value), Account.closed_at.is_(None))
        .order_by(Account.id)
        .limit(1)
    )
