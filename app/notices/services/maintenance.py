"""Keeping notices for ninety days or until their reader leaves, and counting them anew."""

from datetime import timedelta

import sqlalchemy as sa

from app.core import clock
from app.core.db import db
from app.core.transaction import atomic, emit
from app.notices import queries
from app.notices.events import InboxesRecounted
from app.notices.inboxes.inboxes import UNREAD, lock_inboxes, recount
from app.notices.models import Activity, Inbox, Notice, NoticeSettings

KEPT = timedelta(days=90)
_ACTIVITIES = 100
_BOXES = 500


def purge() -> None:
    """Delete what is older than ninety days, a batch at a time.

    The row of the newest stays, without notices: SQLite would give its number away again.
    """
    while _purge_some():
        pass


def recount_all() -> int:
    """Count every inbox anew; return how many were wrong."""
    last, wrong = 0, 0
    while True:
        with atomic() as session:
            inboxes = session.scalars(
                sa.select(Inbox.account_id)
                .where(Inbox.account_id > last)
                .order_by(Inbox.account_id)
                .limit(_BOXES)
                .with_for_update()
            ).all()
            if not inboxes:
                return wrong
            changed = recount(session, inboxes)
            emit(InboxesRecounted(inboxes=changed))
        wrong += len(changed)
        last = inboxes[-1]


def forget_account(account_id: int) -> None:
    """Delete what somebody was told and how they wanted it: their account is closed."""
    with atomic() as session:
        lock_inboxes(session, [account_id])
        for table in (Notice, NoticeSettings, Inbox):
            session.execute(sa.delete(table).where(table.account_id == account_id))


def _purge_some() -> bool:
    """Delete the oldest activities with their notices; tell whether there may be more."""
    limit = clock.now() - KEPT
    old = sa.select(Activity.id).where(Activity.created_at < limit)
    if db.session.scalar(old.limit(1)) is None:
        return False
    with atomic() as session:
        ids = session.scalars(
            old.order_by(Activity.id).limit(_ACTIVITIES).with_for_update(skip_locked=True)
        ).all()
        of_them = Notice.activity_id.in_(ids)
        unread = sa.select(Notice.account_id).where(of_them, UNREAD).distinct()
        account_ids = session.scalars(unread).all()
        if account_ids:
            lock_inboxes(session, account_ids)
        session.execute(sa.delete(Notice).where(of_them))
        gone = set(ids) - {queries.last_activity_id()}
        session.execute(sa.delete(Activity).where(Activity.id.in_(gone)))
        if account_ids:
            emit(InboxesRecounted(inboxes=recount(session, account_ids)))
    return len(ids) == _ACTIVITIES
