"""Faces and handles of people, answered for many at once."""

from collections.abc import Collection

import sqlalchemy as sa

from app.accounts.models import Account
from app.accounts.queries.audience import is_told
from app.accounts.shapes import Face
from app.core.db import db, execute, is_one_of
from app.core.i18n import _
from app.core.names import name_words

_FACE = (
    Account.id,
    Account.handle,
    Account.display_name,
    Account.picture,
    Account.closed_at,
)
_FACES = sa.select(*_FACE).where(is_one_of(Account.id, "ids"))


def faces(ids: Collection[int | None]) -> dict[int | None, Face]:
    """Return a face for every id asked for; a closed or unknown account is a former member."""
    wanted = {account_id for account_id in ids if account_id is not None}
    found: dict[int | None, Face] = dict.fromkeys(ids, _former_member())
    if wanted:
        rows = execute(_FACES, ids=list(wanted))
        found |= {
            row.id: face_from(
                account_id=row.id,
                handle=row.handle,
                display_name=row.display_name,
                picture=row.picture,
            )
            for row in rows
            if row.closed_at is None
        }
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


def avatar_address(picture: str | None) -> str | None:
    """Return the address of a photo by its token in `media`."""
    return f"/medias/{picture}" if picture else None


def hue_of(account_id: int) -> int:
    """Return the colour of the initials: 0 to 11, the same for a person everywhere."""
    return account_id * 5 % 12


def face_from(*, account_id: int, handle: str, display_name: str, picture: str | None) -> Face:
    """Make a face from the columns it shows."""
    return Face(
        id=account_id,
        handle=handle,
        display_name=display_name,
        avatar_url=avatar_address(picture),
        hue=hue_of(account_id),
        url=f"/membres/{handle}",
    )


def _former_member() -> Face:
    """Return the face of somebody who is gone."""
    return Face(id=0, handle="", display_name=_("Former member"), avatar_url=None, hue=0, url="")


def ids_by_name(typed: str, *, within: sa.Select[int] | None, most: int) -> tuple[int, ...]:
    """Return people whose handle, or any word of whose name, begins as typed.

    People know names: accents and capitals do not count.

    Args:
        typed: the beginning, of several words as well: "Dupré Mar".
        within: among whom, when not among everybody.
        most: so many at the most.
    """
    handle = Account.handle.startswith(typed.lower(), autoescape=True)
    words = name_words(typed)
    named = Account.name_words.contains(words, autoescape=True) if words else sa.false()
    found = sa.select(Account.id).where(handle | named, is_told())
    if within is not None:
        found = found.where(Account.id.in_(within))
    return tuple(db.session.scalars(found.order_by(Account.handle).limit(most)))
