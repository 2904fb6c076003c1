"""Questions about people, answered for many at once."""

from collections.abc import Collection

import sqlalchemy as sa

from app.accounts.models import Account, Block
from app.accounts.shapes import Face
from app.core.db import db
from app.core.i18n import _
from app.core.viewer import Viewer

_FACE = (
    Account.id,
    Account.handle,
    Account.display_name,
    Account.picture,
    Account.closed_at,
)


def faces(ids: Collection[int | None]) -> dict[int | None, Face]:
    """Return a face for every id asked for; a closed or unknown account is a former member."""
    wanted = {account_id for account_id in ids if account_id is not None}
    found: dict[int | None, Face] = dict.fromkeys(ids, _former_member())
    if wanted:
        rows = db.session.execute(sa.select(*_FACE).where(Account.id.in_(wanted)))
        found |= {row.id: _face(row) for row in rows if row.closed_at is None}
    return found


def face(account_id: int | None) -> Face:
    """Return one face."""
    return faces([account_id])[account_id]


def by_handle(names: Collection[str]) -> dict[str, int]:
    """Return the accounts behind these handles, open ones only; absent handles are left out."""
    wanted = {name.lower() for name in names}
    if not wanted:
        return {}
    rows = db.session.execute(
        sa.select(Account.handle, Account.id)
        .where(Account.handle.in_(wanted))
        .where(Account.closed_at.is_(None))
    )
    return {row.handle: row.id for row in rows}


def blocked_ids(viewer: Viewer) -> sa.Select[tuple[int]]:
    """Return, as a sub-select, the people whom the viewer blocked or who blocked the viewer."""
    return (
        sa.select(Block.blocked_id)
        .where(Block.account_id == viewer.account_id)
        .union_all(sa.select(Block.account_id).where(Block.blocked_id == viewer.account_id))
        .subquery()
        .select()
    )


def silent_towards(account_id: int) -> frozenset[int]:
    """Return the people between whom and this one there is a block, whoever made it."""
    mine = sa.select(Block.blocked_id).where(Block.account_id == account_id)
    theirs = sa.select(Block.account_id).where(Block.blocked_id == account_id)
    return frozenset(db.session.scalars(mine.union_all(theirs)))


def avatar_address(picture: str | None) -> str | None:
    """Return the address of a photo by its token in `media`."""
    return f"/medias/{picture}" if picture else None


def hue_of(account_id: int) -> int:
    """Return the colour of the initials: 0 to 11, the same for a person everywhere."""
    return account_id * 5 % 12


def _face(row: "sa.Row[tuple[int, str, str, str | None, object]]") -> Face:
    """Make a face from its columns."""
    return Face(
        id=row.id,
        handle=row.handle,
        display_name=row.display_name,
        avatar_url=avatar_address(row.picture),
        hue=hue_of(row.id),
        url=f"/membres/{row.handle}",
    )


def _former_member() -> Face:
    """Return the face of somebody who is gone."""
    return Face(
        id=0, handle="", display_name=_("Former member"), avatar_url=None, hue=0, url=""
    )
