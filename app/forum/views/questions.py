"""Asking a question: the page, and what resembles it while it is typed."""

from flask import request
from werkzeug.wrappers import Response

from app.forum.queries.similar_threads import similar_threads
from app.forum.views.ask_form import NEW, ask_form, asked_thread, registration
from app.forum.views.blueprint import pages
from app.threads.queries.access import access_thread
from app.threads.queries.drafts import draft_at
from app.threads.services import drafts
from app.threads.services.content import previewed
from app.web.current_viewer import viewer
from app.web.fragments import rendered
from app.web.guards import public
from app.web.offline import readable_offline
from app.web.responses import render_page, see_other, wants_fragment


@pages.route("/questions/nouvelle", methods=["GET", "POST"])
@public
@readable_offline
def ask() -> tuple[str, int] | Response:
    """Ask a question or begin a discussion; a visitor opens an account with it."""
    form, newcomer = ask_form(), registration()
    if request.method == "POST" and "preview" not in request.form:
        thread_id = asked_thread(form, newcomer)
        if thread_id is not None:
            drafts.drop_draft(viewer().known_id, NEW)
            return see_other(access_thread(viewer(), thread_id).url)
        if wants_fragment():
            return render_page("threads/_refused.html", form=form), form.status
    is_visitor = viewer().is_guest
    body = render_page(
        "forum/ask.html",
        form=form,
        newcomer=newcomer.form if newcomer and is_visitor else None,
        preview=None if is_visitor else form.preview(lambda body: previewed(viewer(), body)),
        similar=similar_threads(viewer(), form.title.data or ""),
        draft=None if is_visitor else draft_at(viewer(), NEW),
    )
    return body, max(form.status, newcomer.form.status if newcomer else form.status)


@pages.get("/questions/semblables")
@public
def similar() -> str:
    """Return, for our script, threads that resemble a title."""
    found = similar_threads(viewer(), request.args.get("titre", ""))
    return rendered("forum/_similar.html", similar=found)
