"""The drawer: looking into it, and letting out what a new friend did."""

from datetime import timedelta

import sqlalchemy as sa

from app.core import clock
from app.core.db import db
from app.core.subjects import find_visible
from app.core.transaction import atomic
from app.core.viewer import Viewer
from app.notices import queries
from app.notices.boxes import lock_boxes
from app.notices.models import Activity, NoticeBox
from app.notices.services.fanning import tell
from app.notices.shapes import Telling
from app.notices.terms import Rule

RELEASED = timedelta(days=14)
"""What a new friend did before that stays in the drawer."""


def see_drawer(viewer: Viewer) -> None:
    """Remember that the viewer has looked into the drawer."""
    account_id = viewer.known_id
    newest = sa.select(sa.func.coalesce(sa.func.max(Activity.id), 0)).scalar_subquery()
    with atomic() as session:
        lock_boxes(session, [account_id])
        session.execute(
            sa.update(NoticeBox)
            .where(NoticeBox.account_id == account_id)
            .values(drawer_seen_id=newest)
        )


def release(account_id: int, from_id: int) -> None:
    """Tell somebody what a new friend did in the last fortnight and the drawer kept back.

    To be called once they are friends, by a job; twice is once.
    """
    viewer = Viewer(account_id=account_id)
    held = queries.held_back_ids(account_id, from_id, since=clock.now() - RELEASED)
    for activity_id, kind in held.items():
        activity = queries.activity_item(activity_id)
        if activity is None or not find_visible(viewer, [activity.subject]):
            continue
        db.session.rollback()  # nothing read outside holds while the box is waited for
        telling = Telling(account_id=account_id, kind=kind, rule=Rule.FRIEND)
        with atomic() as session:
            tell(session, activity, [telling])
