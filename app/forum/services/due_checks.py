"""On the day of its check a solution is shown to those who can tell whether it is still true.

They are asked once for each day that was chosen: who asked, who answered, and a few people who know
the subject, each of whom hears of few in a day.
"""

import sqlalchemy as sa

from app.core import clock
from app.core.db import db
from app.core.subjects import SubjectRef
from app.core.transaction import atomic
from app.forum.enums import CheckStep
from app.forum.models import Post, Thread
from app.forum.queries.access import POST, THREAD
from app.forum.services.checks import record_step
from app.forum.services.help_offers import (
    TO_CHECK,
    Round,
    able_helpers,
    free_helpers,
    who_knows,
)
from app.notices import services as notices

ASK = "forum.ask_for_checks"
"""Name of the job."""
_AT_ONCE = 500
_UNASKED = sa.and_(
    Thread.deleted_at.is_(None),
    Thread.solution_id.is_not(None),
    Thread.outdated_at.is_(None),
    Thread.check_asked_at.is_(None),
)


def ask_for_checks() -> None:
    """Ask whether the solutions whose day has come are still true, the oldest first. A job."""
    due = db.session.scalars(
        sa.select(Thread.id)
        .where(_UNASKED, Thread.check_on <= clock.now())
        .order_by(Thread.check_on, Thread.id)
        .limit(_AT_ONCE)
    ).all()
    asking = Round(knowing=who_knows() if due else {})
    for thread_id in due:
        _ask(thread_id, asking)


def _ask(thread_id: int, asking: Round) -> None:
    """Ask about one solution, unless somebody has looked, or another process asked, meanwhile."""
    with atomic() as session:
        thread = session.scalars(
            sa.select(Thread)
            .where(Thread.id == thread_id, _UNASKED, Thread.check_on <= clock.now())
            .with_for_update()
        ).one_or_none()
        if thread is None:
            return
        thread.check_asked_at = clock.now()
        record_step(session, thread, CheckStep.DUE, None)
        helpers = _helpers(thread, asking)
        asking.given.update(helpers)
        solution = session.get_one(Post, thread.solution_id)
        asked = (thread.author_id, solution.author_id, *helpers)
        notices.record(
            TO_CHECK,
            SubjectRef(POST, solution.id),
            actor_id=None,
            container=SubjectRef(THREAD, thread.id),
            group_id=thread.group_id,
            concerns={one: TO_CHECK for one in asked if one is not None},
        )


def _helpers(thread: Thread, asking: Round) -> tuple[int, ...]:
    """Return those who know the subject and may say something of it: nobody where it is closed."""
    if thread.closed_at is not None:
        return ()
    return free_helpers(thread, able_helpers(thread, asking.knowing), asking)
