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
from app.forum.models import ForumThread
from app.forum.queries.facts import POST, THREAD
from app.forum.services.checks import record_step
from app.forum.services.help_offers import (
    TO_CHECK,
    Round,
    able_helpers,
    free_helpers,
    who_knows,
)
from app.groups.queries import audience_of
from app.notices import services as notices
from app.threads.queries.columns import THREADS
from app.threads.services.changes import ThreadChange, locked_thread

ASK = "forum.ask_for_checks"
"""Name of the job."""
_AT_ONCE = 500
_UNASKED = sa.and_(ForumThread.outdated_at.is_(None), ForumThread.check_asked_at.is_(None))


def ask_for_checks() -> None:
    """Ask whether the solutions whose day has come are still true, the oldest first. A job."""
    due = db.session.scalars(
        sa.select(ForumThread.thread_id)
        .join(THREADS, THREADS.c.id == ForumThread.thread_id)
        .where(_UNASKED, ForumThread.check_on <= clock.now())
        .where(THREADS.c.deleted_at.is_(None), THREADS.c.featured_id.is_not(None))
        .order_by(ForumThread.check_on, ForumThread.thread_id)
        .limit(_AT_ONCE)
    ).all()
    asking = Round(knowing=who_knows() if due else {})
    for thread_id in due:
        _ask(thread_id, asking)


def _ask(thread_id: int, asking: Round) -> None:
    """Ask about one solution, unless somebody has looked, or another process asked, meanwhile."""
    with atomic() as session:
        thread = locked_thread(thread_id)
        question = session.scalars(
            sa.select(ForumThread).where(
                ForumThread.thread_id == thread_id, _UNASKED, ForumThread.check_on <= clock.now()
            )
        ).one_or_none()
        solution = thread.post(thread.featured_id) if thread and thread.featured_id else None
        if thread is None or question is None or solution is None:
            return
        question.check_asked_at = clock.now()
        record_step(thread, question, CheckStep.DUE, None)
        helpers = _helpers(thread, asking)
        asking.given.update(helpers)
        asked = (thread.author_id, solution.author_id, *helpers)
        notices.record(
            TO_CHECK,
            SubjectRef(POST, solution.id),
            actor_id=None,
            container=SubjectRef(THREAD, thread.id),
            audience=audience_of(thread.group_id),
            concerns={one: TO_CHECK for one in asked if one is not None},
        )


def _helpers(thread: ThreadChange, asking: Round) -> tuple[int, ...]:
    """Return those who know the subject and may say something of it: nobody where it is closed."""
    if thread.is_closed:
        return ()
    return free_helpers(thread, able_helpers(thread, asking.knowing), asking)
