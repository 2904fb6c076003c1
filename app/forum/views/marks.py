"""Small acts on a thread: solution, "ça m'a aidé", following, reading."""

from collections.abc import Callable

from flask import request
from werkzeug.wrappers import Response

from app.core.errors import NotFound
from app.core.subjects import is_id
from app.core.viewer import Viewer
from app.forum.queries.access import access_post_row, access_thread, post_url
from app.forum.queries.overlays import overlays
from app.forum.queries.posts import post_item
from app.forum.services import answers, follows
from app.forum.views.blueprint import pages
from app.notices import services as notices
from app.web.current_viewer import viewer
from app.web.guards import signed_in
from app.web.responses import fragment_or_back, see_other, wants_fragment


@pages.post("/questions/<int:thread_id>/solution")
@signed_in
def solution(thread_id: int) -> Response:
    """Choose the solution; without a post, choose none."""
    typed = request.form.get("post_id", "")
    if not typed:
        answers.clear_solution(viewer(), thread_id)
        return see_other(access_thread(viewer(), thread_id).url)
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


@pages.post("/questions/<int:thread_id>/suivi")
@signed_in
def follow(thread_id: int) -> str | Response:
    """Follow a thread, mute it, or neither."""
    follows.set_follow(viewer(), thread_id, request.form.get("state", ""))
    head = access_thread(viewer(), thread_id)
    return fragment_or_back("forum/_follow.html", back=head.url, head=head)


@pages.post("/questions/<int:thread_id>/lu")
@signed_in
def read(thread_id: int) -> Response:
    """Remember how far the thread was read; its notices are then read too."""
    number = request.form.get("number", 0, type=int)
    head = access_thread(viewer(), thread_id)
    if number > head.read_number:
        follows.mark_read(viewer(), thread_id, number)
    notices.mark_read(viewer(), container=head.ref)
    return Response(status=204) if wants_fragment() else see_other(head.url)


def _marked(post_id: int, act: Callable[[Viewer, int], None]) -> str | Response:
    """Act, then answer with the actions of the post as they are now."""
    act(viewer(), post_id)
    post, thread, _access = access_post_row(viewer(), post_id)
    head = access_thread(viewer(), thread.id)
    item = post_item(head, post.id)
    if item is None:
        raise NotFound
    overlay = overlays(viewer(), head, [item]).get(item.id)
    return fragment_or_back("forum/_post_actions.html", back=item.url, post=item, overlay=overlay)
