"""Small acts on a thread: following, reading."""

from flask import request
from werkzeug.wrappers import Response

from app.notices import services as notices
from app.threads.queries.access import access_thread
from app.threads.services import follows
from app.threads.views.blueprint import asked_thread, pages
from app.web.current_viewer import viewer
from app.web.guards import signed_in
from app.web.responses import fragment_or_back, see_other, wants_fragment


@pages.post("/<threads:base>/<int:thread_id>/suivi")
@signed_in
def follow(thread_id: int) -> str | Response:
    """Follow a thread, mute it, or neither."""
    asked_thread(thread_id)
    follows.set_follow(viewer(), thread_id, request.form.get("state", ""))
    head = access_thread(viewer(), thread_id)
    return fragment_or_back("threads/_follow.html", back=head.url, head=head)


@pages.post("/<threads:base>/<int:thread_id>/lu")
@signed_in
def read(thread_id: int) -> Response:
    """Remember how far the thread was read; its notices are then read too."""
    number = request.form.get("number", 0, type=int)
    head = asked_thread(thread_id)
    if number > head.read_number:
        follows.mark_read(viewer(), thread_id, number)
    notices.mark_read(viewer(), container=head.ref)
    return Response(status=204) if wants_fragment() else see_other(head.url)
