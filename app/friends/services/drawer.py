"""After two became friends: what the drawer of each kept back of the other comes out."""

import sqlalchemy as sa

from app.core import clock
from app.core.db import db
from app.core.jobs import enqueue
from app.core.transaction import atomic
from app.friends.models import Friendship
from app.notices import services as notices

_AT_A_TIME = 500
_IS_DUE = Friendship.released_at.is_(None)


def release(account_id: int, friend_id: int) -> None:
    """Give out what the drawer of one kept back of the other. A job; twice is once."""
    is_it = (Friendship.account_id == account_id) & (Friendship.friend_id == friend_id)
    due = db.session.scalars(sa.select(Friendship.account_id).where(is_it, _IS_DUE)).all()
    if not due:
        return  # it was done, or they are friends no more
    if not notices.release(account_id, friend_id):
        return  # something is being told at this moment: the sweep comes again
    with atomic() as session:
        session.execute(
            sa.update(Friendship).where(is_it, _IS_DUE).values(released_at=clock.now()),
            execution_options={"synchronize_session": False},
        )


def sweep() -> None:
    """Have those drawers seen to whose job was lost."""
    rows = db.session.execute(
        sa.select(Friendship.account_id, Friendship.friend_id).where(_IS_DUE).limit(_AT_A_TIME)
    ).all()
    for row in rows:
        enqueue("friends.release", row.account_id, row.friend_id)
