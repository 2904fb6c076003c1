"""Choosing the solution, and saying what helped."""

import sqlalchemy as sa

from app.core import clock
from app.core.db import add_new, db
from app.core.errors import FormRefused, require
from app.core.i18n import _
from app.core.transaction import emit
from app.core.viewer import Viewer
from app.forum import policy
from app.forum.enums import QuestionAct
from app.forum.events import HelpfulChanged, SolutionChanged
from app.forum.models import ForumThread, Helpful
from app.forum.services.checks import forget_check, forum_thread
from app.threads.services.changes import (
    AccessedChange,
    ChangedPost,
    ThreadChange,
    changed_post,
    changed_thread,
)


def accept_answer(viewer: Viewer, thread_id: int, post_id: int) -> None:
    """Choose an answer as the solution; choosing it again changes nothing.

    Emits:
        SolutionChanged: when the choice is another.

    Raises:
        Forbidden: the viewer neither asked nor moderates.
        FormRefused: it is not an answer of this thread.
        NotFound: there is no such post for this viewer.
    """
    account_id = viewer.writing_id
    with changed_post(viewer, post_id) as (thread, post):
        _require_chooser(viewer, thread)
        if thread.id != thread_id or not post.is_answer:
            raise FormRefused(_("Only an answer to the question can be its solution."))
        if thread.featured_id == post.id:
            return
        if thread.author_id != account_id:
            thread.record(QuestionAct.SOLVED, account_id)
        _choose(thread, post.id, account_id)


def clear_solution(viewer: Viewer, thread_id: int) -> None:
    """Choose no solution any more.

    Emits:
        SolutionChanged: when there was one.

    Raises:
        Forbidden: the viewer neither asked nor moderates.
        NotFound: there is no such thread for this viewer.
    """
    account_id = viewer.writing_id
    with changed_thread(viewer, thread_id) as thread:
        _require_chooser(viewer, thread)
        if thread.featured_id is None:
            return
        if thread.author_id != account_id:
            thread.record(QuestionAct.UNSOLVED, account_id)
        _choose(thread, None, account_id)


def lose_solution(thread_id: int, post_id: int, actor_id: int, *, version: int) -> None:
    """Let a question have no solution any more: the answer was deleted.

    Emits:
        SolutionChanged
    """
    question = db.session.get(ForumThread, thread_id)
    if question is not None:
        question.solved_at = None
        forget_check(question)
        emit(
            SolutionChanged(
                thread_id=thread_id,
                post_id=None,
                former_id=post_id,
                actor_id=actor_id,
                version=version,
                is_shown=False,
            )
        )


def mark_helpful(viewer: Viewer, post_id: int) -> None:
    """Say that an answer helped; saying it again changes nothing.

    Emits:
        HelpfulChanged: when it is new.

    Raises:
        Forbidden: the viewer wrote it.
        FormRefused: it is not an answer.
        NotFound: there is no such post for this viewer.
    """
    account_id = viewer.writing_id
    with changed_post(viewer, post_id) as (thread, post):
        forum_thread(thread.id)
        require(
            policy.may_mark_helpful(viewer, author_id=post.author_id),
            _("Others say whether your answer helped them."),
        )
        if not post.is_answer:
            raise FormRefused(_("Only an answer can be marked as helpful."))
        session = db.session()
        row = Helpful(
            post_id=post.id,
            thread_id=thread.id,
            account_id=account_id,
            created_at=clock.now(),
        )
        if add_new(session, row):
            _count(thread, post, 1, account_id)


def unmark_helpful(viewer: Viewer, post_id: int) -> None:
    """Take back that an answer helped.

    Emits:
        HelpfulChanged: when it had been said.

    Raises:
        NotFound: there is no such post for this viewer.
    """
    account_id = viewer.writing_id
    with changed_post(viewer, post_id) as (thread, post):
        forum_thread(thread.id)
        gone = db.session.execute(
            sa.delete(Helpful)
            .where(Helpful.post_id == post.id, Helpful.account_id == account_id)
            .returning(Helpful.id)
        ).scalars()
        if gone.first() is not None:
            _count(thread, post, -1, account_id)


def _require_chooser(viewer: Viewer, thread: AccessedChange) -> None:
    """Go on when the viewer may choose the solution.

    Raises:
        Forbidden: they neither asked nor moderate.
    """
    require(
        policy.may_accept(viewer, thread),
        _("Only the person who asked and the moderators choose the solution."),
    )


def _choose(thread: ThreadChange, post_id: int | None, actor_id: int) -> None:
    """Let a locked thread have another solution, or none; one step for each post concerned.

    Emits:
        SolutionChanged
    """
    question = forum_thread(thread.id)
    question.solved_at = clock.now() if post_id else None
    forget_check(question)
    former_id = thread.feature(post_id)
    emit(
        SolutionChanged(
            thread_id=thread.id,
            post_id=post_id,
            former_id=former_id,
            actor_id=actor_id,
            version=thread.advance(len({post_id, former_id} - {None})),
        )
    )


def _count(thread: ThreadChange, post: ChangedPost, more: int, account_id: int) -> None:
    """Count one more, or one less, on a locked thread.

    Emits:
        HelpfulChanged
    """
    thread.rate(post.id, more)
    emit(
        HelpfulChanged(
            thread_id=thread.id,
            post_id=post.id,
            account_id=account_id,
            version=thread.advance(),
        )
    )
