"""Hiding what somebody wrote until it is decided, and showing it again."""

from flask import g, request, url_for
from werkzeug.wrappers import Response

from app.core.errors import NotFound
from app.threads.forms import DeletionForm
from app.threads.kinds import kind_of
from app.threads.queries.hidden_posts import hidden_post, require_another
from app.threads.services.hidden_posts import delete_hidden, hide_post, restore_post
from app.threads.views.blueprint import asked_post, pages
from app.web.current_viewer import viewer
from app.web.forms import Form
from app.web.guards import signed_in
from app.web.responses import render_page, see_other


@pages.route("/<threads:base>/messages/<int:post_id>/masquer", methods=["GET", "POST"])
@signed_in
def hide(post_id: int) -> Response | tuple[str, int]:
    """Show what somebody else wrote to nobody, until it is decided; its author is told why."""
    post, thread, access = asked_post(post_id)
    require_another(viewer(), access, post.author_id)
    form = DeletionForm()
    if form.did(lambda: hide_post(viewer(), post_id, form.said())):
        return see_other(url_for("threads.restore", base=g.thread_base, post_id=post_id))
    page = render_page(
        "threads/hide.html",
        base=g.thread_base,
        post_id=post_id,
        is_opening=post.number == 1,
        form=form,
        title=thread.title,
        back=kind_of(thread.kind).post_address(thread.id, post.id),
    )
    return page, form.status


@pages.route("/<threads:base>/messages/<int:post_id>/retablir", methods=["GET", "POST"])
@signed_in
def restore(post_id: int) -> Response | tuple[str, int]:
    """Show moderators what is hidden, and let them show it to all again, or take it away."""
    hidden = hidden_post(viewer(), post_id)
    if hidden.base != g.thread_base:
        raise NotFound
    form = Form()
    is_end = "delete" in request.form
    if form.did(lambda: (delete_hidden if is_end else restore_post)(viewer(), post_id)):
        return see_other(hidden.above if is_end else hidden.url)
    return render_page("threads/restore.html", hidden=hidden, form=form), form.status
