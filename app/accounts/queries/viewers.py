"""Who looks: the one place where viewers are made, so that none forgets a state.

A viewer made by hand from an id knows of no suspension, and is shown what its person is not. So
nobody else makes one; `tests/test_architecture.py` holds the house to it.
"""

from typing import Any

import sqlalchemy as sa

from app.accounts.models import Account
from app.accounts.queries.faces import avatar_address
from app.core.db import execute
from app.core.viewer import GUEST, Right, Viewer

VIEWER_COLUMNS = (
    Account.id,
    Account.handle,
    Account.display_name,
    Account.picture,
    Account.email_confirmed_at,
    Account.created_at,
    Account.suspended_until,
    Account.rights,
    Account.language,
    Account.theme,
    Account.is_discreet,
)
"""What `viewer_from` reads."""
_OPEN_ACCOUNT = sa.select(*VIEWER_COLUMNS).where(
    Account.id == sa.bindparam("account_id"), Account.closed_at.is_(None)
)


def viewer_from(
    row: sa.Row[*tuple[Any, ...]], *, session_id: int | None = None, has_rights: bool = True
) -> Viewer:
    """Make a viewer of a row with `VIEWER_COLUMNS`."""
    return Viewer(
        account_id=row.id,
        session_id=session_id,
        handle=row.handle,
        display_name=row.display_name,
        avatar_url=avatar_address(row.picture),
        is_confirmed=row.email_confirmed_at is not None,
        created_at=row.created_at,
        suspended_until=row.suspended_until,
        rights=frozenset(Right(right) for right in row.rights if has_rights),
        language=row.language,
        theme=row.theme,
        is_discreet=row.is_discreet,
    )


def absent_viewer(account_id: int, *, has_rights: bool = False) -> Viewer:
    """Return the viewer that a member is who is not here, for what is made or told for them.

    Without rights: these are for those who act, and for what is brought in as if they had.
    Nobody in particular once the account is closed.
    """
    row = execute(_OPEN_ACCOUNT, account_id=account_id).one_or_none()
    return viewer_from(row, has_rights=has_rights) if row is not None else GUEST


def operator(*rights: Right) -> Viewer:
    """Return whoever runs commands on the machine: nobody's account, with these rights."""
    return Viewer(rights=frozenset(rights))
