"""Choosing the solution, and saying what helped."""

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.core import clock
from app.core.errors import FormRefused, require
from app.core.i18n import _
from app.core.transaction import atomic, emit
from app.core.viewer import Viewer
from app.forum import policy
from app.forum.enums import Act
from app.forum.events import HelpfulChanged, SolutionChanged
from app.forum.models import Helpful, Post, Thread
from app.forum.queries.access import access_post_row, access_thread_row
from app.forum.services.checks import forget_check
from app.forum.services.moderation_acts import UNSAID, record_act


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
    with atomic() as session:
        post, thread, access = access_post_row(viewer, post_id, is_locked=True)
        require(
            policy.may_accept(viewer, access, thread),
            _("Only the person who asked and the moderators choose the solution."),
        )
        if thread.id != thread_id or not is_answer(post):
            raise FormRefused(_("Only an answer to the question can be its solution."))
        if thread.solution_id == post.id:
            return
        former_id, thread.solution_id = thread.solution_id, post.id
        thread.solved_at = clock.now()
        forget_check(thread)
        if thread.author_id != account_id:
            record_act(session, thread, Act.SOLVED, account_id, about=(None, UNSAID))
        tell_solution(thread, former_id, account_id)


def clear_solution(viewer: Viewer, thread_id: int) -> None:
    """Choose no solution any more.

    Emits:
        SolutionChanged: when there was one.

    Raises:
        Forbidden: the viewer neither asked nor moderates.
        NotFound: there is no such thread for this viewer.
    """
    account_id = viewer.writing_id
    with atomic() as session:
        thread, access = access_thread_row(viewer, thread_id, is_locked=True)
        require(
            policy.may_accept(viewer, access, thread),
            _("Only the person who asked and the moderators choose the solution."),
        )
        if thread.solution_id is None:
            return
        former_id, thread.solution_id = thread.solution_id, None
        thread.solved_at = None
        forget_check(thread)
        if thread.author_id != account_id:
            record_act(session, thread, Act.UNSOLVED, account_id, about=(None, UNSAID))
        tell_solution(thread, former_id, account_id)


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
    with atomic() as session:
        post, thread, _access = access_post_row(viewer, post_id, is_locked=True)
        require(
            policy.may_mark_helpful(viewer, author_id=post.author_id),
            _("Others say whether your answer helped them."),
        )
        if not is_answer(post):
            raise FormRefused(_("Only an answer can be marked as helpful."))
        try:
            with session.begin_nested():
                session.add(
                    Helpful(
                        post_id=post.id,
                        thread_id=thread.id,
                        account_id=account_id,
                        created_at=clock.now(),
                    )
                )
        except IntegrityError:
            return  # the row is already there: a second click, or two tabs
        _count(post, thread, 1)
        _tell_helpful(thread, post, account_id)


def unmark_helpful(viewer: Viewer, post_id: int) -> None:
    """Take back that an answer helped.

    Emits:
        HelpfulChanged: when it had been said.

    Raises:
        NotFound: there is no such post for this viewer.
    """
    account_id = viewer.writing_id
    with atomic() as session:
        post, thread, _access = access_post_row(viewer, post_id, is_locked=True)
        gone = session.execute(
            sa.delete(Helpful)
            .where(Helpful.post_id == post.id, Helpful.account_id == account_id)
            .returning(Helpful.id)
        ).scalars()
        if gone.first() is None:
            return
        _count(post, thread, -1)
        _tell_helpful(thread, post, account_id)


def is_answer(post: Post) -> bool:
    """Tell whether a post stands directly under the opening."""
    return post.number > 1 and post.root_id is None


def _count(post: Post, thread: Thread, more: int) -> None:
    """Count one more, or one less, on a locked thread."""
    post.helpful_count += more
    thread.helpful_count += more
    thread.version += 1


def _tell_helpful(thread: Thread, post: Post, account_id: int) -> None:
    """Tell that an answer helped one more, or one less."""
    emit(
        HelpfulChanged(
            thread_id=thread.id, post_id=post.id, account_id=account_id, version=thread.version
        )
    )


def tell_solution(thread: Thread, former_id: int | None, actor_id: int) -> None:
    """Tell that the solution of a locked thread is another; a step for each post concerned."""
    thread.version += len({thread.solution_id, former_id} - {None})
    emit(
        SolutionChanged(
            thread_id=thread.id,
            post_id=thread.solution_id,
            former_id=former_id,
            actor_id=actor_id,
            version=thread.version,
        )
    )
