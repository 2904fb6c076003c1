"""Writing: asking, answering, editing, deleting, and seeing beforehand."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from app import text
from app.accounts import queries as accounts
from app.core.errors import FormRefused, NotFound, require
from app.core.i18n import _
from app.core.limits import hit
from app.core.subjects import is_id
from app.forum import policy
from app.forum.forms import AskForm, EditForm, EditOpeningForm, ReplyForm
from app.forum.limits import BODY_LENGTH
from app.forum.pieces import seen_pieces
from app.forum.queries.access import access_post_row, access_thread, post_url, thread_url
from app.forum.queries.drafts import draft_at
from app.forum.queries.overlays import overlays
from app.forum.queries.posts import post_item
from app.forum.queries.suggestions import similar_threads
from app.forum.services import drafts, posts
from app.forum.services.threads import NewThread, edit_opening, open_thread
from app.forum.views.thread_page import thread_page
from app.groups import queries as groups
from app.web.answers import render_page, see_other, wants_fragment
from app.web.forms import Choice
from app.web.fragments import rendered
from app.web.guards import public, signed_in
from app.web.viewing import viewer

pages = Blueprint("forum_writing", __name__)
NEW = "new"
"""Where the draft of a new thread is kept."""


@pages.route("/questions/nouvelle", methods=["GET", "POST"])
@signed_in
def ask() -> tuple[str, int] | Response:
    """Ask a question or begin a discussion."""
    form = _ask_form()
    if request.method == "POST" and "preview" not in request.form:
        thread_id = form.accepted(lambda: open_thread(viewer(), _new_thread(form)))
        if thread_id is not None:
            drafts.drop_draft(viewer().known_id, NEW)
            return see_other(access_thread(viewer(), thread_id).url)
    body = render_page(
        "forum/ask.html",
        form=form,
        preview=_preview_if_asked(),
        similar=similar_threads(viewer(), form.title.data or ""),
        draft=draft_at(viewer(), NEW),
    )
    return body, form.status


@pages.post("/questions/<int:thread_id>/reponses")
@signed_in
def reply(thread_id: int) -> tuple[str | bytes, int] | str | Response:
    """Answer a thread, or reply to one of its posts."""
    head = access_thread(viewer(), thread_id)
    form = ReplyForm()
    if "preview" in request.form:
        return thread_page(head, form=form, preview=_preview_if_asked())
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
    post, thread, standing = access_post_row(viewer(), post_id)
    is_closed = thread.closed_at is not None
    require(
        policy.may_edit(viewer(), standing, author_id=post.author_id, is_closed=is_closed),
        _("Only its author and the moderators may edit this."),
    )
    is_opening, url = post.number == 1, post_url(thread.id, post.id)
    form: EditForm
    if is_opening:
        form = EditOpeningForm(title=thread.title, body=post.body, tags=", ".join(thread.tags))
    else:
        form = EditForm(body=post.body)
    title = thread.title
    if request.method == "POST" and "preview" not in request.form:
        done = form.accepted(lambda: _save(form, post_id))
        if done:
            return see_other(url)
    body = render_page(
        "forum/edit.html",
        form=form,
        preview=_preview_if_asked(),
        is_opening=is_opening,
        title=title,
        url=url,
        place=f"edit:{post_id}",
    )
    return body, form.status


@pages.route("/questions/messages/<int:post_id>/supprimer", methods=["GET", "POST"])
@signed_in
def delete(post_id: int) -> str | Response:
    """Take a post away, after asking."""
    post, thread, standing = access_post_row(viewer(), post_id)
    require(
        policy.may_delete(viewer(), standing, author_id=post.author_id),
        _("Only its author and the moderators may delete this."),
    )
    is_opening, group_url = post.number == 1, standing.group.url
    back = thread_url(thread.id, thread.slug)
    if request.method == "POST":
        posts.delete_post(viewer(), post_id)
        return see_other(group_url if is_opening else back)
    return render_page(
        "forum/delete.html", post_id=post_id, is_opening=is_opening, title=thread.title, back=back
    )


@pages.post("/questions/apercu")
@signed_in
def preview() -> str:
    """Return a text as it will look, for the editor's preview."""
    hit("60 per minute", "forum.preview", viewer().known_id)
    return str(_rendered(request.form.get("body", "")))


@pages.get("/questions/semblables")
@public
def similar() -> str:
    """Return, for our script, threads that resemble a title."""
    found = similar_threads(viewer(), request.args.get("titre", ""))
    return rendered("forum/_similar.html", similar=found)


def _ask_form() -> AskForm:
    """Return the form, its groups those the viewer may post in, filled from draft or address."""
    asked, slug = request.args.get("groupe"), request.form.get("group")
    if asked and not groups.standing_by_slug(viewer(), asked).may_read:
        raise NotFound
    slug = slug or asked
    draft = draft_at(viewer(), NEW) if request.method == "GET" else None
    known = {"title": draft.title, "body": draft.body, "tags": draft.tags} if draft else {}
    if request.method == "GET" and request.args.get("titre"):
        known |= {"title": request.args["titre"]}
    form = AskForm(**known)
    open_groups = groups.groups_open_to(viewer())
    form.group.choices = [Choice(group.slug, group.name) for group in open_groups]
    form.group.data = slug or (open_groups[0].slug if open_groups else None)
    return form


def _new_thread(form: AskForm) -> NewThread:
    """Return what was typed.

    Raises:
        FormRefused: there is no such group for this viewer.
    """
    try:
        standing = groups.standing_by_slug(viewer(), form.group.data)
    except NotFound as error:
        raise FormRefused(_("Choose a group."), field="group") from error
    return NewThread(
        group_id=standing.group.id,
        kind=form.kind.data,
        title=form.title.data or "",
        body=form.body.data or "",
        tags=form.tags.data or "",
        once=form.once.data or None,
    )


def _save(form: EditForm, post_id: int) -> bool:
    """Save an edit."""
    if isinstance(form, EditOpeningForm):
        edit_opening(
            viewer(),
            post_id,
            title=form.title.data or "",
            body=form.body.data or "",
            tags=form.tags.data or "",
        )
    else:
        posts.edit_post(viewer(), post_id, body=form.body.data or "")
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


def _preview_if_asked() -> text.Html | None:
    """Return the text as it will look, when the preview button was pressed."""
    return _rendered(request.form.get("body", "")) if "preview" in request.form else None


def _rendered(body: str) -> text.Html:
    """Render a text as it would be published.

    Raises:
        FormRefused: it is longer than a text may be.
    """
    body = text.normalise(body)
    if len(body) > BODY_LENGTH:
        raise FormRefused(_("This text is too long."), field="body")
    people = accounts.by_handle(text.mentioned_handles(body))
    return text.render(body, handles=people.keys()).html
