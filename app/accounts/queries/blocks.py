"""Who does not hear whom."""

import sqlalchemy as sa

from app.accounts.models import Account, Block
from app.accounts.queries.faces import faces
from app.accounts.shapes import Face
from app.core.db import db, execute
from app.core.viewer import Viewer

_ONE = sa.bindparam("account_id", type_=sa.BigInteger)
_SILENT = (
    sa.select(Block.blocked_id)
    .where(Block.account_id == _ONE)
    .union_all(sa.select(Block.account_id).where(Block.blocked_id == _ONE))
    .subquery()
    .select()
)


def blocked_ids(viewer: Viewer) -> sa.Select[tuple[int]]:
    """Return, as a sub-select, the people whom the viewer blocked or who blocked the viewer."""
    return blocked_with_ids(viewer.account_id)


def blocked_with_ids(account_id: int | None) -> sa.Select[tuple[int]]:
    """Return the same for the person of an account."""
    return (
        sa.select(Block.blocked_id)
        .where(Block.account_id == account_id)
        .union_all(sa.select(Block.account_id).where(Block.blocked_id == account_id))
        .subquery()
        .select()
    )


def blocked_with(account_id: int) -> frozenset[int]:
    """Return the people between whom and this one there is a block, whoever made it."""
    return frozenset(execute(_SILENT, account_id=account_id).scalars())


def blocks_between(one_id: int, other_id: int) -> frozenset[int]:
    """Return who of two people has blocked the other."""
    pair = (one_id, other_id)
    return frozenset(
        db.session.scalars(
            sa.select(Block.account_id).where(
                Block.account_id.in_(pair), Block.blocked_id.in_(pair)
            )
        )
    )


def blocked_faces(viewer: Viewer) -> tuple[Face, ...]:
    """Return the people whom the viewer has blocked, the latest first."""
    ids = db.session.scalars(
        sa.select(Block.blocked_id)
        .join(Account, Account.id == Block.blocked_id)
        .where(Block.account_id == viewer.known_id)
        .order_by(Block.id.desc())
    ).all()
    found = faces(ids)
    return tuple(found[account_id] for account_id in ids)
