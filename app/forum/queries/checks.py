"""What is known of whether a solution is still true."""

from datetime import datetime

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core.db import db
from app.forum.models import SolutionCheck, Thread
from app.forum.shapes import CheckMark, ThreadHead


def check_mark(head: ThreadHead) -> CheckMark | None:
    """Return what there is to say of a solution. No query, or two when somebody has looked."""
    if head.solution_id is None or (head.check_on is None and head.check_id is None):
        return None
    last = db.session.get(SolutionCheck, head.check_id) if head.check_id else None
    return CheckMark(
        on=head.check_on,
        is_due=head.is_check_due,
        is_outdated=head.is_outdated,
        by=accounts.face(last.account_id) if last else None,
        at=last.created_at if last else None,
        reason=last.reason if last else "",
    )


def check_span(thread_id: int) -> tuple[datetime, datetime] | None:
    """Return when the day of the last check was chosen, and that day. One query."""
    chosen = sa.select(Thread.check_set_at, Thread.check_on).where(Thread.id == thread_id)
    set_at, on = db.session.execute(chosen).one()
    return (set_at, on) if set_at and on else None
