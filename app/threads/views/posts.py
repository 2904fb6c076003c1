"""Writing: answering, editing, deleting, and seeing beforehand."""

from collections.abc import Mapping
from dataclasses import replace

from flask import request
from werkzeug.wrappers import Response

from app.core.errors import NotFound, require
from app.core.i18n import _
from app.core.ids import is_id
from app.text import Html
from app.threads import policy
from app.threads.forms import DeletionForm, EditForm, ReplyForm
from app.threads.fragments.posts import head_at, rendered_post, seen_posts
from app.threads.kinds import ThreadKind, kind_of, macros_of
from app.threads.queries.access import access_post_row, access_thread
from app.threads.queries.overlays import overlays
from app.threads.queries.posts import post_url
from app.threads.services import drafts, posts
from app.threads.services.content import previewed
from app.threads.services.openings import ChangedOpening, edit_opening
from app.threads.services.removals import delete_post
from app.threads.shapes import PostedReply, Reason, ThreadHead
from app.threads.views.blueprint import asked_post, asked_thread, named_thread, pages
from app.threads.views.thread_page import thread_page
from app.web.current_viewer import viewer
from app.web.forms import ChangingForm, Form
from app.web.guards import signed_in
from app.web.responses import render_page, see_other, wants_fragment


@pages.post("/<threads:base>/<int:thread_id>/reponses")
@signed_in
def reply(thread_id: int) -> tuple[str | bytes, int] | bytes | Response:
    """Answer a thread, or reply to one of its posts."""
    form = ReplyForm()
    if "preview" in request.form:
        return thread_page(asked_thread(thread_id), form=form, preview=form.preview(_previewed))
    parent_id = _parent_id(form)
    posted = form.accepted(
        lambda: posts.post_reply(
            viewer(),
            thread_id,
            body=form.body.data or "",
            parent_id=parent_id,
            once=form.once.data or None,
        )
    )
    if posted is None:
        if wants_fragment():
            return render_page("threads/_refused.html", form=form), form.status
        return thread_page(asked_thread(thread_id), form=form)
    return _posted(thread_id, posted)


@pages.post("/<threads:base>/<name>/commentaires")
@signed_in
def comment(name: str) -> tuple[str | bytes, int] | bytes | Response:
    """Answer a thread whose address is made of a name."""
    answer: tuple[str | bytes, int] | bytes | Response = reply(named_thread(name))
    return answer


@pages.route("/<threads:base>/messages/<int:post_id>/modifier", methods=["GET", "POST"])
@signed_in
def edit(post_id: int) -> tuple[str, int] | Response:
    """Change what a post says."""
    post, thread, access = asked_post(post_id)
    is_closed = thread.closed_at is not None
    require(
        policy.may_edit(viewer(), access, author_id=post.author_id, is_closed=is_closed),
        _("Only its author and the moderators may edit this."),
    )
    is_opening, kind = post.number == 1, kind_of(thread.kind)
    url, title = kind.post_address(thread.id, post.id), thread.title
    new_form = kind.opening.form if is_opening and kind.opening else EditForm
    form = new_form(lambda: _editable(post_id))
    if request.method == "POST" and "preview" not in request.form:
        done = form.accepted(lambda: _save(form, post_id, kind if is_opening else None))
        if done:
            return see_other(url)
        if wants_fragment():
            return render_page("threads/_refused.html", form=form), form.status
    body = render_page(
        "threads/edit.html",
        kind=macros_of(kind),
        base=kind.base,
        form=form,
        preview=form.preview(_previewed),
        is_opening=is_opening,
        title=title,
        url=url,
        place=f"edit:{post_id}",
    )
    return body, form.status


@pages.route("/<threads:base>/messages/<int:post_id>/supprimer", methods=["GET", "POST"])
@signed_in
def delete(post_id: int) -> tuple[str, int] | Response:
    """Take a post away, after asking."""
    post, thread, access = asked_post(post_id)
    require(
        policy.may_delete(viewer(), access, author_id=post.author_id),
        _("Only its author and the moderators may delete this."),
    )
    is_opening, kind = post.number == 1, kind_of(thread.kind)
    above = access.group.url if access.group else f"/{kind.base}"
    back = kind.address(thread.id, thread.slug)
    form = Form() if post.author_id == viewer().account_id else DeletionForm()
    if form.did(lambda: delete_post(viewer(), post_id, reason=_said(form))):
        return see_other(above if is_opening else back)
    page = render_page(
        "threads/delete.html",
        base=kind.base,
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


@pages.post("/<threads:base>/apercu")
@signed_in
def preview() -> str:
    """Return a text as it will look, for the editor's preview."""
    return str(_previewed(request.form.get("body", "")))


def _editable(post_id: int) -> Mapping[str, str]:
    """Return what the form that edits a post shows."""
    post, thread, _access = access_post_row(viewer(), post_id)
    if post.number > 1:
        return {"body": post.body}
    opening = kind_of(thread.kind).opening
    beside = opening.read(thread.id) if opening else {}
    return {"title": thread.title, "body": post.body, **beside}


def _save(form: ChangingForm, post_id: int, opened: ThreadKind | None) -> bool:
    """Save an edit: of the opening of a kind of thread, or of an answer."""
    body = form["body"].data or ""
    opening = opened.opening if opened else None
    if opening is not None:
        edit_opening(
            viewer(),
            post_id,
            ChangedOpening(title=form["title"].data or "", body=body),
            check=form.check,
            beside=lambda: opening.beside(form),
        )
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


def _posted(thread_id: int, reply: PostedReply) -> bytes | Response:
    """Answer our script with the new post, a plain browser with its place on the page."""
    if not wants_fragment():
        return see_other(post_url(thread_id, reply.post_id))
    head = _head(thread_id, reply)
    posted = rendered_post(head, reply.post_id)
    if posted is None:
        raise NotFound
    return seen_posts(head, [posted], overlays(viewer(), head, [posted.post]), friends=())


def _head(thread_id: int, reply: PostedReply) -> ThreadHead:
    """Return the thread of a reply as its author sees it; what was pushed is not asked again."""
    pushed = head_at(thread_id, reply.version) if reply.version is not None else None
    if pushed is None or reply.access is None:
        return access_thread(viewer(), thread_id)
    may_moderate = policy.may_moderate(viewer(), reply.access)
    return replace(pushed, access=reply.access, may_moderate=may_moderate, may_reply=True)


def _previewed(body: str) -> Html:
    """Return a text as it would be published."""
    return previewed(viewer(), body)
