"""What somebody's forms have made, so that one that is sent again makes nothing more."""

from datetime import timedelta

import sqlalchemy as sa

from app.accounts.models import Submission
from app.core import clock
from app.core.db import db
from app.core.transaction import atomic

_KEPT = timedelta(days=30)
"""A browser that comes back with a form later than this makes the thing anew."""


def made_under(account_id: int, key: str | None) -> str | None:
    """Return what this person made under a key, as whoever noted it wrote it down."""
    if key is None:
        return None
    return db.session.scalar(
        sa.select(Submission.made).where(Submission.account_id == account_id, Submission.key == key)
    )


def note_made(account_id: int, key: str | None, made: str) -> None:
    """Note what was made under a key, in the transaction that makes it.

    The caller holds the lock of the person (`lock_people`), and has asked `made_under` under it.
    """
    if key is not None:
        with atomic() as session:
            session.add(
                Submission(account_id=account_id, key=key, made=made, created_at=clock.now())
            )


def purge_submissions() -> None:
    """Forget what was made long ago: nobody sends that form again."""
    with atomic() as session:
        session.execute(sa.delete(Submission).where(Submission.created_at < clock.now() - _KEPT))
