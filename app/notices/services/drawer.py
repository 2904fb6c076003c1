"""The drawer: looking into it, and letting out what a new friend did."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.core import clock
from app.core.db import db
from app.core.subjects import find_visible
from app.core.transaction import atomic, emit
from app.core.viewer import Viewer
from app.notices import queries
from app.notices.enums import Rule
from app.notices.events import InboxesRecounted
from app.notices.inboxes.bundles import rebundle
from app.notices.inboxes.inboxes import lock_inboxes, recount
from app.notices.kinds.catalogue import kinds
from app.notices.models import Activity, Inbox, Notice
from app.notices.providers import provider_of
from app.notices.rules.preferences import preferences_of
from app.notices.rules.recipients import planned_notice
from app.notices.services.delivery import tell
from app.notices.shapes import ActivityItem

RELEASED = timedelta(days=14)
"""What a new friend did before that stays in the drawer."""


def see_drawer(viewer: Viewer, upto: int | None = None) -> None:
    """Remember that the viewer has looked into the drawer.

    Args:
        viewer: whose drawer.
        upto: the newest activity there was when it was shown; `None`: the newest there is.
    """
    account_id = viewer.known_id
    seen = queries.last_activity_id() if upto is None else min(upto, queries.last_activity_id())
    with atomic() as session:
        lock_inboxes(session, [account_id])
        session.execute(
            sa.update(Inbox)
            .where(Inbox.account_id == account_id, Inbox.drawer_seen_id < seen)
            .values(drawer_seen_id=seen)
        )


def release(account_id: int, from_id: int) -> bool:
    """Tell somebody what a new friend did in the last fortnight and the drawer kept back.

    To be called once they are friends, by a job; twice is once.

    Returns:
        Whether that was all: what is being told at this moment may not know yet that they are
        friends, and has to be looked at again.
    """
    viewer, chosen = accounts.absent_viewer(account_id), preferences_of([account_id])[account_id]
    if not viewer.may_be_told:
        return True
    since = clock.now() - RELEASED
    is_settled = not _is_telling(from_id, since)
    held = queries.held_back_ids(account_id, from_id, since=since)
    for activity_id, kind in held.items():
        activity = queries.activity_item(activity_id)
        if activity is None or not find_visible(viewer, [activity.subject]):
            continue
        if kinds()[kind].is_for_audience and _has_read(account_id, activity):
            continue
        plan = planned_notice(activity, account_id, kinds()[kind], Rule.FRIEND, chosen)
        if plan is None:
            continue
        db.session.rollback()  # nothing read outside holds while the inbox is waited for
        with atomic() as session:
            if _still_stands(session, activity_id):
                tell(session, activity, [plan])
    return is_settled


def part(one_id: int, other_id: int) -> None:
    """Take back what two people were told of each other: one of them blocked the other."""
    with atomic() as session:
        lock_inboxes(session, [one_id, other_id])
        for reader_id, actor_id in ((one_id, other_id), (other_id, one_id)):
            is_theirs = Activity.actor_id == actor_id
            session.execute(
                sa.update(Notice)
                .where(
                    Notice.account_id == reader_id,
                    Notice.withdrawn_at.is_(None),
                    Notice.activity_id.in_(sa.select(Activity.id).where(is_theirs)),
                )
                .values(withdrawn_at=clock.now()),
                execution_options={"synchronize_session": False},
            )
            rebundle(session, is_theirs, [reader_id])
        emit(InboxesRecounted(inboxes=recount(session, [one_id, other_id])))


def _has_read(account_id: int, activity: ActivityItem) -> bool:
    """Tell whether somebody knows already what they would be told of."""
    provider = provider_of(activity.container)
    return provider is not None and provider.has_read(account_id, activity.subject)


def _is_telling(actor_id: int, since: datetime) -> bool:
    """Tell whether something that somebody did is being told at this moment."""
    wanted = sa.select(Activity.id).where(
        Activity.actor_id == actor_id,
        Activity.created_at >= since,
        Activity.fanned_out_at.is_(None),
        Activity.withdrawn_at.is_(None),
    )
    return db.session.scalar(wanted.limit(1)) is not None


def _still_stands(session: Session, activity_id: int) -> bool:
    """Lock an activity; tell whether it was not taken back meanwhile."""
    wanted = sa.select(Activity.id).where(
        Activity.id == activity_id, Activity.withdrawn_at.is_(None)
    )
    return session.scalar(wanted.with_for_update()) is not None
