"""Writing: beginning an article, invited or not, and going on with it."""

from collections.abc import Mapping

from flask import flash, request
from werkzeug.wrappers import Response

from app.blog import policy
from app.blog.forms import (
    ArticleForm,
    CoauthorForm,
    MoveForm,
    ProposalForm,
    RemarkForm,
    TextFields,
)
from app.blog.queries.access import desk_article
from app.blog.queries.facts import ARTICLE_DRAFT, PROPOSAL
from app.blog.queries.invitations import access_invitation
from app.blog.queries.keys import preview_path
from app.blog.queries.published import categories
from app.blog.queries.remarks import desk_remarks, typed_at
from app.blog.services.drafts import begin_article, save_article
from app.blog.services.invitations import accept_invitation
from app.blog.services.moves import submit_article
from app.blog.shapes import DeskArticle
from app.blog.views.blueprint import pages
from app.blog.views.covers import take_cover
from app.core.i18n import _
from app.text import Html
from app.threads.queries.drafts import draft_at
from app.threads.services.content import previewed
from app.threads.services.drafts import drop_draft
from app.web.current_viewer import viewer
from app.web.guards import signed_in
from app.web.responses import confidential, render_page, see_other, wants_fragment


@pages.route("/blog/proposer", methods=["GET", "POST"])
@signed_in
def propose() -> Response | tuple[str, int]:
    """Begin an article: an idea is enough."""
    form = ProposalForm()
    preview = form.preview(previewed_text)
    if is_to_save(form):
        article_id = form.accepted(
            lambda: begin_article(viewer(), form.text(), once=form.once.data or None)
        )
        if article_id is not None:
            drop_draft(viewer().known_id, PROPOSAL)
            flash(_("Your draft is kept: nobody else sees it until you submit it."), "success")
            return see_other(f"/redaction/articles/{article_id}")
        if wants_fragment():
            return render_page("threads/_refused.html", form=form), form.status
    page = render_page(
        "blog/propose.html",
        form=form,
        preview=preview,
        categories=categories(),
        has_draft=draft_at(viewer(), PROPOSAL) is not None,
    )
    return page, form.status


@pages.get("/blog/invitation/<token>")
@signed_in
def invitation(token: str) -> Response:
    """Show what one is invited to. Opening the link begins nothing."""
    access_invitation(viewer(), token)
    return confidential(render_page("blog/invitation.html"))


@pages.post("/blog/invitation/<token>")
@signed_in
def accept(token: str) -> Response:
    """Begin the article that one was invited to write."""
    return see_other(f"/redaction/articles/{accept_invitation(viewer(), token)}")


@pages.get("/redaction/articles/<int:article_id>")
@signed_in
def article(article_id: int) -> str:
    """Show an article to its authors and its editors: its text, its way, what can be done."""
    body, _status = article_page(article_id)
    return body


@pages.post("/redaction/articles/<int:article_id>/enregistrer")
@signed_in
def save(article_id: int) -> Response | tuple[str, int]:
    """Keep what was written so far, and submit it when that button was pressed."""
    form, is_final = article_form(article_id), "submit" in request.form
    preview = form.preview(previewed_text)
    write = submit_article if is_final else save_article
    if is_to_save(form):
        if form.did(lambda: write(viewer(), article_id, form.text(), check=form.check)):
            drop_draft(viewer().known_id, f"{ARTICLE_DRAFT}:{article_id}")
            flash(_("Your article is with the editors.") if is_final else _("Kept."), "success")
            return see_other(f"/redaction/articles/{article_id}")
        if wants_fragment():
            return render_page("threads/_refused.html", form=form), form.status
    return article_page(article_id, form=form, preview=preview)


@pages.post("/blog/proposer/apercu")
@signed_in
def preview_new() -> str:
    """Return a text that is no draft yet as it will look."""
    return str(previewed_text(request.form.get("body", "")))


@pages.post("/redaction/articles/<int:article_id>/apercu")
@signed_in
def preview(article_id: int) -> str:
    """Return a text as it will look, for the editor's preview."""
    desk_article(viewer(), article_id)
    return str(previewed_text(request.form.get("body", "")))


def article_page(
    article_id: int,
    *,
    form: ArticleForm | None = None,
    move_form: MoveForm | None = None,
    coauthor_form: CoauthorForm | None = None,
    remark_form: RemarkForm | None = None,
    preview: Html | None = None,
) -> tuple[str, int]:
    """Return the page of an article at the desk, with a form as it was typed when refused."""
    found = desk_article(viewer(), article_id)
    shown = form or article_form(article_id, found)
    said, asking = move_form or MoveForm(), coauthor_form or CoauthorForm()
    remarks, moves = desk_remarks(viewer(), found), policy.offered(found.standing, found.state)
    remark_at = typed_at(remarks, remark_form.written()) if remark_form else None
    unsent = said.unsent({one.need for one in moves})
    if remark_form and remark_at is None:
        unsent = (*unsent, remark_form.written().body)
    page = render_page(
        "blog/desk_article.html",
        article=found,
        form=shown,
        move_form=said,
        coauthor_form=asking,
        moves=moves,
        may_throw_away=policy.may_throw_away(
            found.standing, found.state, is_unseen=not remarks.version
        ),
        unsent=unsent,
        remarks=remarks,
        remark_form=remark_form,
        remark_at=remark_at,
        preview=preview,
        preview_path=preview_path(article_id),
        has_draft=has_draft(article_id),
        categories=categories(),
    )
    return page, max(one.status for one in (shown, said, asking, remark_form) if one)


def has_draft(article_id: int) -> bool:
    """Tell whether the viewer was typing into this article: it is put back before they go on."""
    return draft_at(viewer(), f"{ARTICLE_DRAFT}:{article_id}") is not None


def is_to_save(form: TextFields) -> bool:
    """Take in the picture that came with a form; tell whether the rest is to be kept, too."""
    return form.did(lambda: take_cover(form)) and "preview" not in request.form


def article_form(article_id: int, found: DeskArticle | None = None) -> ArticleForm:
    """Return the form with the text that is kept."""

    def read() -> Mapping[str, str]:
        text: Mapping[str, str] = desk_article(viewer(), article_id).text._asdict()
        return text

    return ArticleForm(read, known=found.text._asdict() if found else None)


def previewed_text(body: str) -> Html:
    """Return a text as it would be published."""
    return previewed(viewer(), body)
