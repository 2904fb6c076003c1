"""Is it still true? When a solution is to be looked at again, and what was found then."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core import clock
from app.core.errors import FormRefused, require
from app.core.i18n import _
from app.core.transaction import atomic, emit
from app.core.versions import Check, unseen
from app.core.viewer import Viewer
from app.forum import policy
from app.forum.enums import CheckStep
from app.forum.events import SolutionChecked
from app.forum.limits import CHECK_AHEAD
from app.forum.models import Post, SolutionCheck, Thread
from app.forum.queries.access import access_thread_row
from app.forum.services.moderation_acts import checked_reason
from app.forum.shapes import Reason


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
    with atomic() as session:
        thread, access = access_thread_row(viewer, thread_id, is_locked=True)
        answerer_id = _solution(session, thread).author_id
        require(
            policy.may_plan_check(viewer, access, thread, answerer_id=answerer_id),
            _("Who asked, who answered and the moderators choose when this answer is checked."),
        )
        if thread.check_on == on:
            return
        check()
        if thread.outdated_at is not None:
            raise FormRefused(_("This answer is out of date: say first whether it is true again."))
        _let_check(thread, on)
        record_step(session, thread, CheckStep.PLANNED, account_id)


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
    with _looking_at(viewer, thread_id) as (session, thread):
        if not _is_asked(thread) and _was_confirmed_by(session, thread, account_id):
            return
        check()
        _require_asked(thread)
        thread.outdated_at = None
        _let_check(thread, next_on)
        thread.check_id = record_step(session, thread, CheckStep.CONFIRMED, account_id)


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
    with _looking_at(viewer, thread_id) as (session, thread):
        if thread.outdated_at is not None:
            return
        check()
        _require_asked(thread)
        said = checked_reason(Reason(sentence=reason))
        thread.outdated_at = clock.now()
        thread.check_id = record_step(session, thread, CheckStep.OUTDATED, account_id, said)


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
    with _looking_at(viewer, thread_id) as (session, thread):
        if thread.outdated_at is None:
            return
        thread.outdated_at = None
        thread.check_id = session.scalar(
            sa.select(sa.func.max(SolutionCheck.id)).where(
                SolutionCheck.thread_id == thread.id,
                SolutionCheck.post_id == thread.solution_id,
                SolutionCheck.step == CheckStep.CONFIRMED,
                SolutionCheck.created_at >= thread.solved_at,
            )
        )
        record_step(session, thread, CheckStep.RESTORED, account_id)


def forget_check(thread: Thread) -> None:
    """Let a locked thread know nothing of checks: its solution is another, or none."""
    thread.check_on = thread.check_set_at = thread.check_asked_at = None
    thread.outdated_at = thread.check_id = None


def record_step(
    session: Session,
    thread: Thread,
    step: CheckStep,
    account_id: int | None,
    reason: Reason | None = None,
) -> int:
    """Keep what happened to the solution of a locked thread; return the id of the row.

    Emits:
        SolutionChecked
    """
    solution = _solution(session, thread)
    done = SolutionCheck(
        thread_id=thread.id,
        post_id=solution.id,
        account_id=account_id,
        step=step,
        check_on=thread.check_on,
        reason=reason.sentence if reason else "",
        created_at=clock.now(),
    )
    session.add(done)
    session.flush()  # the thread points to it
    thread.version += 1
    emit(
        SolutionChecked(
            thread_id=thread.id,
            post_id=solution.id,
            step=step,
            actor_id=account_id,
            version=thread.version,
        )
    )
    return done.id


@contextmanager
def _looking_at(viewer: Viewer, thread_id: int) -> Iterator[tuple[Session, Thread]]:
    """Let somebody who may answer say something of the solution; the thread is locked."""
    with atomic() as session:
        thread, access = access_thread_row(viewer, thread_id, is_locked=True)
        require(access.may_post, access.why_silent)
        require(
            policy.may_check(viewer, access, is_closed=thread.closed_at is not None),
            _("This thread is closed: nothing can be added to it."),
        )
        _solution(session, thread)
        yield session, thread


def _solution(session: Session, thread: Thread) -> Post:
    """Return the solution of a locked thread.

    Raises:
        FormRefused: it has none.
    """
    solution = session.get(Post, thread.solution_id) if thread.solution_id else None
    if solution is None:
        raise FormRefused(_("This question has no solution any more."))
    return solution


def _let_check(thread: Thread, on: datetime | None) -> None:
    """Let a solution be looked at on a day, or on none.

    Raises:
        FormRefused: the day is not to come, or too far.
    """
    now = clock.now()
    if on is not None and on <= now:
        raise FormRefused(_("Choose a day to come."), field="day")
    if on is not None and on > now + CHECK_AHEAD:
        raise FormRefused(_("Choose a day within ten years."), field="day")
    thread.check_on, thread.check_asked_at = on, None
    thread.check_set_at = now if on else None


def _is_asked(thread: Thread) -> bool:
    """Tell whether people may say something of the solution: its day has come, or it is past."""
    is_due = thread.check_on is not None and thread.check_on <= clock.now()
    return is_due or thread.outdated_at is not None


def _require_asked(thread: Thread) -> None:
    """Go on when the solution waits for somebody to look.

    Raises:
        FormRefused: it does not.
    """
    if not _is_asked(thread):
        raise FormRefused(_("This answer does not wait to be checked."))


def _was_confirmed_by(session: Session, thread: Thread, account_id: int) -> bool:
    """Tell whether it was this person who looked last, and found the solution true."""
    last = session.get(SolutionCheck, thread.check_id) if thread.check_id else None
    return last is not None and (last.step, last.account_id) == (CheckStep.CONFIRMED, account_id)
