"""Writing: asking, answering, editing, deleting, and seeing beforehand."""

from flask import request
from werkzeug.wrappers import Response

from app import text
from app.accounts import queries as accounts
from app.core.errors import FormRefused, NotFound, TooOften, require
from app.core.i18n import _
from app.core.subjects import is_id
from app.forum import policy
from app.forum.forms import DeletionForm, EditForm, EditOpeningForm, ReplyForm
from app.forum.fragments.posts import seen_pieces
from app.forum.limits import BODY_LENGTH
from app.forum.queries.access import access_post_row, access_thread, post_url, thread_url
from app.forum.queries.drafts import draft_at
from app.forum.queries.overlays import overlays
from app.forum.queries.posts import post_item
from app.forum.queries.similar_threads import similar_threads
from app.forum.services import drafts, posts
from app.forum.services.threads import ChangedOpening, edit_opening
from app.forum.shapes import Reason
from app.forum.views.blueprint import pages
from app.forum.views.questions import NEW, ask_form, asked_thread, registration
from app.forum.views.thread_page import thread_page
from app.web.current_viewer import viewer
from app.web.forms import Form
from app.web.fragments import rendered
from app.web.guards import public, signed_in
from app.web.responses import render_page, see_other, wants_fragment


@pages.route("/questions/nouvelle", methods=["GET", "POST"])
@public
def ask() -> tuple[str, int] | Response:
    """Ask a question or begin a discussion; a visitor opens an account with it."""
    form, newcomer = ask_form(), registration()
    if request.method == "POST" and "preview" not in request.form:
        thread_id = asked_thread(form, newcomer)
        if thread_id is not None:
            drafts.drop_draft(viewer().known_id, NEW)
            return see_other(access_thread(viewer(), thread_id).url)
        if wants_fragment():
            return render_page("forum/_refused.html", form=form), form.status
    is_visitor = viewer().is_guest
    body = render_page(
        "forum/ask.html",
        form=form,
        newcomer=newcomer.form if newcomer and is_visitor else None,
        preview=None if is_visitor else _preview_if_asked(form),
        similar=similar_threads(viewer(), form.title.data or ""),
        draft=None if is_visitor else draft_at(viewer(), NEW),
    )
    return body, max(form.status, newcomer.form.status if newcomer else form.status)


@pages.post("/questions/<int:thread_id>/reponses")
@signed_in
def reply(thread_id: int) -> tuple[str | bytes, int] | str | Response:
    """Answer a thread, or reply to one of its posts."""
    head = access_thread(viewer(), thread_id)
    form = ReplyForm()
    if "preview" in request.form:
        return thread_page(head, form=form, preview=_preview_if_asked(form))
    parent_id = _parent_id(form)
    post_id = form.accepted(
        lambda: posts.post_reply(
            viewer(),
            thread_id,
            body=form.body.data or "",
            parent_id=parent_id,
            once=form.once.data or None,
        )
    )
    if post_id is None:
        if wants_fragment():
            return render_page("forum/_refused.html", form=form), form.status
        return thread_page(head, form=form)
    return _posted(thread_id, post_id)


@pages.route("/questions/messages/<int:post_id>/modifier", methods=["GET", "POST"])
@signed_in
def edit(post_id: int) -> tuple[str, int] | Response:
    """Change what a post says."""
    post, thread, access = access_post_row(viewer(), post_id)
    is_closed = thread.closed_at is not None
    require(
        policy.may_edit(viewer(), access, author_id=post.author_id, is_closed=is_closed),
        _("Only its author and the moderators may edit this."),
    )
    is_opening, url = post.number == 1, post_url(thread.id, post.id)
    form = (EditOpeningForm if is_opening else EditForm)(lambda: _editable(post_id))
    title = thread.title
    if request.method == "POST" and "preview" not in request.form:
        done = form.accepted(lambda: _save(form, post_id))
        if done:
            return see_other(url)
        if wants_fragment():
            return render_page("forum/_refused.html", form=form), form.status
    body = render_page(
        "forum/edit.html",
        form=form,
        preview=_preview_if_asked(form),
        is_opening=is_opening,
        title=title,
        url=url,
        place=f"edit:{post_id}",
    )
    return body, form.status


@pages.route("/questions/messages/<int:post_id>/supprimer", methods=["GET", "POST"])
@signed_in
def delete(post_id: int) -> tuple[str, int] | Response:
    """Take a post away, after asking."""
    post, thread, access = access_post_row(viewer(), post_id)
    require(
        policy.may_delete(viewer(), access, author_id=post.author_id),
        _("Only its author and the moderators may delete this."),
    )
    is_opening, group_url = post.number == 1, access.group.url
    back = thread_url(thread.id, thread.slug)
    form = Form() if post.author_id == viewer().account_id else DeletionForm()
    if form.did(lambda: posts.delete_post(viewer(), post_id, reason=_said(form))):
        return see_other(group_url if is_opening else back)
    page = render_page(
        "forum/delete.html",
        post_id=post_id,
        is_opening=is_opening,
        form=form if isinstance(form, DeletionForm) else None,
        title=thread.title,
        back=back,
    )
    return page, form.status


def _said(form: Form) -> Reason:
    """Return why somebody else's words go; one's own go without a word."""
    return form.said() if isinstance(form, DeletionForm) else Reason()


@pages.post("/questions/apercu")
@signed_in
def preview() -> str:
    """Return a text as it will look, for the editor's preview."""
    return str(_rendered(request.form.get("body", "")))


@pages.get("/questions/semblables")
@public
def similar() -> str:
    """Return, for our script, threads that resemble a title."""
    found = similar_threads(viewer(), request.args.get("titre", ""))
    return rendered("forum/_similar.html", similar=found)


def _editable(post_id: int) -> dict[str, str]:
    """Return what the form that edits a post shows."""
    post, thread, _access = access_post_row(viewer(), post_id)
    if post.number > 1:
        return {"body": post.body}
    return {"title": thread.title, "body": post.body, "tags": ", ".join(thread.tags)}


def _save(form: EditForm, post_id: int) -> bool:
    """Save an edit."""
    body = form.body.data or ""
    if isinstance(form, EditOpeningForm):
        title, tags = form.title.data or "", form.tags.data or ""
        new = ChangedOpening(title=title, body=body, tags=tags)
        edit_opening(viewer(), post_id, new, check=form.check)
    else:
        posts.edit_post(viewer(), post_id, body=body, check=form.check)
    drafts.drop_draft(viewer().known_id, f"edit:{post_id}")
    return True


def _parent_id(form: ReplyForm) -> int | None:
    """Return the post replied to.

    Raises:
        NotFound: it is not a number.
    """
    typed = form.parent_id.data or ""
    if not typed:
        return None
    if not is_id(typed):
        raise NotFound
    return int(typed)


def _posted(thread_id: int, post_id: int) -> str | Response:
    """Answer our script with the new post, a plain browser with its place on the page."""
    if not wants_fragment():
        return see_other(post_url(thread_id, post_id))
    head = access_thread(viewer(), thread_id)
    item = post_item(head, post_id)
    if item is None:
        raise NotFound
    return seen_pieces([item], overlays(viewer(), head, [item]))


def _preview_if_asked(form: Form) -> text.Html | None:
    """Return the text as it will look, when the preview button was pressed.

    Where it is refused the form says why, with all that was typed.
    """
    if "preview" not in request.form:
        return None
    try:
        return _rendered(request.form.get("body", ""))
    except (FormRefused, TooOften) as refusal:
        form.refuse(refusal)
        return None


def _rendered(body: str) -> text.Html:
    """Render a text as it would be published.

    Raises:
        FormRefused: it is longer than a text may be.
        TooOften: the viewer has looked at many within the minute.
    """
    body = text.normalise(body)
    if len(body) > BODY_LENGTH:
        raise FormRefused(_("This text is too long."), field="body")
    people = accounts.by_handle(text.mentioned_handles(body))
    account_id = viewer().known_id
    return text.render_for(account_id, body, handles=people.keys(), is_preview=True).html
