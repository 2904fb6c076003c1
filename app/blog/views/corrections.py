"""Changing what is published: its authors propose it, another editor calls it a slip of the pen."""

from flask import flash
from werkzeug.wrappers import Response

from app.blog import policy
from app.blog.enums import DeskMove, DeskNeed
from app.blog.queries.access import desk_article
from app.blog.queries.facts import ARTICLE_DRAFT
from app.blog.queries.published import categories
from app.blog.services.moves import move_article
from app.blog.shapes import Said
from app.blog.views.blueprint import pages
from app.blog.views.drafts import article_form, has_draft, is_to_save, previewed_text
from app.core.errors import Forbidden
from app.core.i18n import _, lazy
from app.threads.services.drafts import drop_draft
from app.web.current_viewer import viewer
from app.web.guards import signed_in
from app.web.responses import render_page, see_other, wants_fragment

_SENT = {
    DeskMove.CORRECT: lazy("Your correction is with the editors."),
    DeskMove.FIX_TYPO: lazy("Everybody reads your correction."),
}


@pages.route("/redaction/articles/<int:article_id>/corriger", methods=["GET", "POST"])
@signed_in
def correct(article_id: int) -> Response | tuple[str, int]:
    """Change the text of a published article, or propose it."""
    found = desk_article(viewer(), article_id)
    offered = policy.offered(found.standing, found.state)
    transition = next((one for one in offered if one.need is DeskNeed.TEXT), None)
    if transition is None:
        raise Forbidden(_("It cannot be changed now."))
    form = article_form(article_id, found)
    preview = form.preview(previewed_text)
    if is_to_save(form):
        said, move = Said(text=form.text(), check=form.check), transition.move
        if form.accepted(lambda: move_article(viewer(), article_id, move, said)) is not None:
            drop_draft(viewer().known_id, f"{ARTICLE_DRAFT}:{article_id}")
            flash(str(_SENT[move]), "success")
            return see_other(f"/redaction/articles/{article_id}")
        if wants_fragment():
            return render_page("threads/_refused.html", form=form), form.status
    page = render_page(
        "blog/correct.html",
        article=found,
        form=form,
        transition=transition,
        preview=preview,
        categories=categories(),
        has_draft=has_draft(article_id),
    )
    return page, form.status
