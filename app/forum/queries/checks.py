"""What is known of whether a solution is still true."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core.db import db
from app.forum.models import ForumThread, SolutionCheck
from app.forum.queries.facts import question_facts
from app.forum.shapes import CheckMark
from app.threads.shapes import ThreadHead


def check_marks(head: ThreadHead, post_ids: Collection[int]) -> dict[int, CheckMark]:
    """Return what there is to say of the solution, if it is among these posts.

    No query, or two when somebody has looked.
    """
    facts, solution_id = question_facts(head), head.featured_id
    if solution_id is None or solution_id not in post_ids:
        return {}
    if facts.check_on is None and facts.check_id is None:
        return {}
    last = db.session.get(SolutionCheck, facts.check_id) if facts.check_id else None
    mark = CheckMark(
        on=facts.check_on,
        is_due=facts.is_check_due,
        is_outdated=facts.is_outdated,
        by=accounts.face(last.account_id) if last else None,
        at=last.created_at if last else None,
        reason=last.reason if last else "",
    )
    return {solution_id: mark}


def check_span(thread_id: int) -> tuple[datetime, datetime] | None:
    """Return when the day of the last check was chosen, and that day. One query."""
    chosen = sa.select(ForumThread.check_set_at, ForumThread.check_on).where(
        ForumThread.thread_id == thread_id
    )
    set_at, on = db.session.execute(chosen).one()
    return (set_at, on) if set_at and on else None
