"""The drawer: looking into it, and letting out what a new friend did."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock
from app.core.db import db
from app.core.subjects import find_visible
from app.core.transaction import atomic, emit
from app.core.viewer import Viewer
from app.notices import queries
from app.notices.around import keeper_of
from app.notices.boxes import lock_boxes, recount
from app.notices.events import BoxesRecounted
from app.notices.kinds import kinds
from app.notices.models import Activity, Notice, NoticeBox
from app.notices.piles import restack
from app.notices.recipients import telling_of
from app.notices.services.fanning import tell
from app.notices.shapes import ActivityItem
from app.notices.terms import Rule
from app.notices.wishes import wishes_of

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
        lock_boxes(session, [account_id])
        session.execute(
            sa.update(NoticeBox)
            .where(NoticeBox.account_id == account_id, NoticeBox.drawer_seen_id < seen)
            .values(drawer_seen_id=seen)
        )


def release(account_id: int, from_id: int) -> bool:
    """Tell somebody what a new friend did in the last fortnight and the drawer kept back.

    To be called once they are friends, by a job; twice is once.

    Returns:
        Whether that was all: what is being told at this moment may not know yet that they are
        friends, and has to be looked at again.
    """
    viewer, wish = Viewer(account_id=account_id), wishes_of([account_id])[account_id]
    since = clock.now() - RELEASED
    is_settled = not _is_telling(from_id, since)
    held = queries.held_back_ids(account_id, from_id, since=since)
    for activity_id, kind in held.items():
        activity = queries.activity_item(activity_id)
        if activity is None or not find_visible(viewer, [activity.subject]):
            continue
        if kinds()[kind].is_for_group and _has_read(account_id, activity):
            continue
        telling = telling_of(activity, account_id, kinds()[kind], Rule.FRIEND, wish)
        if telling is None:
            continue
        db.session.rollback()  # nothing read outside holds while the box is waited for
        with atomic() as session:
            if _still_stands(session, activity_id):
                tell(session, activity, [telling])
    return is_settled


def part(one_id: int, other_id: int) -> None:
    """Take back what two people were told of each other: one of them blocked the other."""
    with atomic() as session:
        lock_boxes(session, [one_id, other_id])
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
            restack(session, is_theirs, [reader_id])
        emit(BoxesRecounted(boxes=recount(session, [one_id, other_id])))


def _has_read(account_id: int, activity: ActivityItem) -> bool:
    """Tell whether somebody knows already what they would be told of."""
    keeper = keeper_of(activity.container)
    return keeper is not None and keeper.has_read(account_id, activity.subject)


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
