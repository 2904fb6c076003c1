"""Is it still true? When a solution is to be looked at again, and what was found then."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import sqlalchemy as sa

from app.core import clock
from app.core.db import db
from app.core.errors import FormRefused, NotFound, require
from app.core.i18n import _
from app.core.transaction import emit
from app.core.versions import Check, unseen
from app.core.viewer import Viewer
from app.forum import policy
from app.forum.enums import CheckStep
from app.forum.events import SolutionChecked
from app.forum.limits import CHECK_AHEAD
from app.forum.models import ForumThread, SolutionCheck
from app.threads.services.changes import (
    AccessedChange,
    ChangedPost,
    ThreadChange,
    changed_thread,
)
from app.threads.services.moderation_acts import checked_reason
from app.threads.shapes import Reason


def plan_check(
    viewer: Viewer, thread_id: int, on: datetime | None, *, check: Check = unseen
) -> None:
    """Choose the day on which the solution is to be looked at again, or none.

    Args:
        viewer: who chooses.
        thread_id: of the question.
        on: when that day begins.
        check: called once the thread is locked.

    Emits:
        SolutionChecked: when it is another day.

    Raises:
        Changed: somebody has chosen another since the form was made.
        Forbidden: the viewer neither asked nor answered nor moderates.
        FormRefused: the day is not to come, or too far; there is no solution, or it is out of date.
        NotFound: there is no such thread for this viewer.
    """
    account_id = viewer.writing_id
    with changed_thread(viewer, thread_id) as thread:
        question, answerer_id = forum_thread(thread.id), _solution(thread).author_id
        require(
            policy.may_plan_check(viewer, thread, answerer_id=answerer_id),
            _("Who asked, who answered and the moderators choose when this answer is checked."),
        )
        if question.check_on == on:
            return
        check()
        if question.outdated_at is not None:
            raise FormRefused(_("This answer is out of date: say first whether it is true again."))
        _let_check(question, on)
        record_step(thread, question, CheckStep.PLANNED, account_id)


def confirm_solution(
    viewer: Viewer, thread_id: int, *, next_on: datetime | None, check: Check = unseen
) -> None:
    """Say that the solution is still true, or true again; said twice, it is said once.

    Emits:
        SolutionChecked: when it was waiting for that.

    Raises:
        Changed: it was edited, or somebody has looked, since the form was made.
        Forbidden: the viewer may not answer here.
        FormRefused: it does not wait to be checked; the next day is not to come, or too far.
        NotFound: there is no such thread for this viewer.
    """
    account_id = viewer.writing_id
    with _looking_at(viewer, thread_id) as (thread, question):
        if not _is_asked(question) and _was_confirmed_by(question, account_id):
            return
        check()
        _require_asked(question)
        question.outdated_at = None
        _let_check(question, next_on)
        question.check_id = record_step(thread, question, CheckStep.CONFIRMED, account_id)


def mark_outdated(
    viewer: Viewer, thread_id: int, *, reason: str = "", check: Check = unseen
) -> None:
    """Say that the solution is true no more; said twice, what was said first stays.

    Emits:
        SolutionChecked: when nobody had said so.

    Raises:
        Changed: it was edited, or somebody has looked, since the form was made.
        Forbidden: the viewer may not answer here.
        FormRefused: it does not wait to be checked; the reason is too long.
        NotFound: there is no such thread for this viewer.
    """
    account_id = viewer.writing_id
    with _looking_at(viewer, thread_id) as (thread, question):
        if question.outdated_at is not None:
            return
        check()
        _require_asked(question)
        said = checked_reason(Reason(sentence=reason))
        question.outdated_at = clock.now()
        question.check_id = record_step(thread, question, CheckStep.OUTDATED, account_id, said)


def restore_solution(viewer: Viewer, thread_id: int) -> None:
    """Take back that the solution is true no more; what was known before is known again.

    Emits:
        SolutionChecked: when it was out of date.

    Raises:
        Forbidden: the viewer may not answer here.
        FormRefused: there is no solution any more.
        NotFound: there is no such thread for this viewer.
    """
    account_id = viewer.writing_id
    with _looking_at(viewer, thread_id) as (thread, question):
        if question.outdated_at is None:
            return
        question.outdated_at = None
        question.check_id = db.session.scalar(
            sa.select(sa.func.max(SolutionCheck.id)).where(
                SolutionCheck.thread_id == thread.id,
                SolutionCheck.post_id == thread.featured_id,
                SolutionCheck.step == CheckStep.CONFIRMED,
                SolutionCheck.created_at >= question.solved_at,
            )
        )
        record_step(thread, question, CheckStep.RESTORED, account_id)


def forum_thread(thread_id: int) -> ForumThread:
    """Return what the forum keeps of a locked thread.

    Raises:
        NotFound: it is none of the forum.
    """
    found = db.session.get(ForumThread, thread_id)
    if found is None:
        raise NotFound
    return found


def forget_check(question: ForumThread) -> None:
    """Let a locked thread know nothing of checks: its solution is another, or none."""
    question.check_on = question.check_set_at = question.check_asked_at = None
    question.outdated_at = question.check_id = None


def record_step(
    thread: ThreadChange,
    question: ForumThread,
    step: CheckStep,
    account_id: int | None,
    reason: Reason | None = None,
) -> int:
    """Keep what happened to the solution of a locked thread; return the id of the row.

    Emits:
        SolutionChecked
    """
    solution, session = _solution(thread), db.session()
    done = SolutionCheck(
        thread_id=thread.id,
        post_id=solution.id,
        account_id=account_id,
        step=step,
        check_on=question.check_on,
        reason=reason.sentence if reason else "",
        created_at=clock.now(),
    )
    session.add(done)
    session.flush()  # the thread points to it
    emit(
        SolutionChecked(
            thread_id=thread.id,
            post_id=solution.id,
            step=step,
            actor_id=account_id,
            version=thread.advance(),
        )
    )
    return done.id


@contextmanager
def _looking_at(viewer: Viewer, thread_id: int) -> Iterator[tuple[AccessedChange, ForumThread]]:
    """Let somebody who may answer say something of the solution; the thread is locked."""
    with changed_thread(viewer, thread_id) as thread:
        require(thread.access.may_post, thread.access.why_silent)
        require(
            policy.may_check(thread),
            _("This thread is closed: nothing can be added to it."),
        )
        _solution(thread)
        yield thread, forum_thread(thread.id)


def _solution(thread: ThreadChange) -> ChangedPost:
    """Return the solution of a locked thread.

    Raises:
        FormRefused: it has none.
    """
    solution = thread.post(thread.featured_id) if thread.featured_id else None
    if solution is None:
        raise FormRefused(_("This question has no solution any more."))
    return solution


def _let_check(question: ForumThread, on: datetime | None) -> None:
    """Let a solution be looked at on a day, or on none.

    Raises:
        FormRefused: the day is not to come, or too far.
    """
    now = clock.now()
    if on is not None and on <= now:
        raise FormRefused(_("Choose a day to come."), field="day")
    if on is not None and on > now + CHECK_AHEAD:
        raise FormRefused(_("Choose a day within ten years."), field="day")
    question.check_on, question.check_asked_at = on, None
    question.check_set_at = now if on else None


def _is_asked(question: ForumThread) -> bool:
    """Tell whether people may say something of the solution: its day has come, or it is past."""
    is_due = question.check_on is not None and question.check_on <= clock.now()
    return is_due or question.outdated_at is not None


def _require_asked(question: ForumThread) -> None:
    """Go on when the solution waits for somebody to look.

    Raises:
        FormRefused: it does not.
    """
    if not _is_asked(question):
        raise FormRefused(_("This answer does not wait to be checked."))


def _was_confirmed_by(question: ForumThread, account_id: int) -> bool:
    """Tell whether it was this person who looked last, and found the solution true."""
    last = db.session.get(SolutionCheck, question.check_id) if question.check_id else None
    return last is not None and (last.step, last.account_id) == (CheckStep.CONFIRMED, account_id)
