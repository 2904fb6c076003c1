"""Small acts on a question: its solution, "ça m'a aidé", and closing it."""

import re
from collections.abc import Callable

from flask import request
from werkzeug.wrappers import Response

from app.core.errors import FormRefused, NotFound
from app.core.i18n import _
from app.core.ids import is_id
from app.core.viewer import Viewer
from app.forum.forms import CloseQuestionForm
from app.forum.queries.facts import access_question, post_url
from app.forum.services import answers
from app.forum.services.duplicates import close_as_duplicate
from app.forum.views.blueprint import pages
from app.threads.fragments.posts import post_actions
from app.threads.queries.overlays import overlays
from app.threads.queries.posts import access_post_item
from app.threads.services import moderation
from app.web.current_viewer import viewer
from app.web.guards import signed_in
from app.web.responses import see_other, wants_fragment


@pages.post("/questions/<int:thread_id>/solution")
@signed_in
def solution(thread_id: int) -> Response:
    """Choose the solution; without a post, choose none."""
    typed, head = request.form.get("post_id", ""), access_question(viewer(), thread_id)
    if not typed:
        answers.clear_solution(viewer(), thread_id)
        return see_other(head.url)
    if not is_id(typed):
        raise NotFound
    post_id = int(typed)
    answers.accept_answer(viewer(), thread_id, post_id)
    return see_other(post_url(thread_id, post_id))


@pages.post("/questions/messages/<int:post_id>/utile")
@signed_in
def helpful(post_id: int) -> str | Response:
    """Say that an answer helped."""
    return _marked(post_id, answers.mark_helpful)


@pages.post("/questions/messages/<int:post_id>/utile/retirer")
@signed_in
def not_helpful(post_id: int) -> str | Response:
    """Take back that an answer helped."""
    return _marked(post_id, answers.unmark_helpful)


@pages.post("/questions/<int:thread_id>/fermer")
@signed_in
def close(thread_id: int) -> Response:
    """Close a thread as any other, or as a duplicate when another one is named."""
    head, form = access_question(viewer(), thread_id), CloseQuestionForm()
    other, reason = (form.other.data or "").strip(), form.reason.data or ""
    if other:
        close_as_duplicate(viewer(), thread_id, _thread_number(other), reason=reason)
    else:
        moderation.close(viewer(), thread_id, reason=reason)
    return see_other(head.url)


def _marked(post_id: int, act: Callable[[Viewer, int], None]) -> str | Response:
    """Act, then answer with the actions of the post as they are now."""
    act(viewer(), post_id)
    head, item = access_post_item(viewer(), post_id)
    if not wants_fragment():
        return see_other(item.url)
    return post_actions(head, item, overlays(viewer(), head, [item]).get(item.id))


def _thread_number(typed: str) -> int:
    """Return the number of a thread from its address or the number itself.

    Raises:
        FormRefused: there is none in it.
    """
    found = re.search(r"(?:^|/questions/)([0-9]{1,17})(?:\D|$)", typed)
    if found is None:
        raise FormRefused(_("Paste the address of the other thread."), field="other")
    return int(found[1])
