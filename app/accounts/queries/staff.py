"""Questions about the team that looks after the site."""

from collections.abc import Collection

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


def holders_of(right: Right, *, among: Collection[int] | None = None) -> tuple[int, ...]:
    """Return who holds a staff right: of all people, or of some. One query."""
    rights = sa.cast(Account.rights, sa.Text)
    found = sa.select(Account.id).where(
        rights.contains(f'"{right.value}"'), Account.closed_at.is_(None)
    )
    if among is not None:
        found = found.where(Account.id.in_(among))
    return tuple(db.session.scalars(found.order_by(Account.id)))
