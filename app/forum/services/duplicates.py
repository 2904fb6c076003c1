"""Threads that say the same as another."""

from app.core.db import db
from app.core.errors import FormRefused, NotFound
from app.core.i18n import _
from app.core.viewer import Viewer
from app.forum.enums import QuestionAct
from app.forum.models import ForumThread
from app.forum.queries.facts import access_question
from app.threads.services import moderation


def close_as_duplicate(viewer: Viewer, thread_id: int, other_id: int, *, reason: str = "") -> None:
    """Close a thread and point to another that says the same.

    Raises:
        Forbidden: the viewer does not moderate the group.
        FormRefused: it would point to itself, or there is no such other one for this viewer.
        NotFound: there is no such thread for this viewer.
    """
    if other_id == thread_id:
        raise FormRefused(_("A thread cannot be a duplicate of itself."), field="other_id")
    access_question(viewer, thread_id)

    def point() -> None:
        try:
            access_question(viewer, other_id)
        except NotFound as error:
            raise FormRefused(_("Paste the address of the other thread."), field="other") from error
        db.session.get_one(ForumThread, thread_id).duplicate_of = other_id

    moderation.close(viewer, thread_id, reason=reason, act=QuestionAct.DUPLICATE, also=point)


def forget_duplicate(thread_id: int) -> None:
    """Let a thread that was opened again point nowhere."""
    question = db.session.get(ForumThread, thread_id)
    if question is not None:
        question.duplicate_of = None
