"""Remarks on single paragraphs: written, resolved, opened again, taken back."""

from werkzeug.wrappers import Response

from app.blog.forms import RemarkForm
from app.blog.queries.access import desk_article
from app.blog.queries.remarks import desk_remarks
from app.blog.services import remarks as services
from app.blog.views.blueprint import pages
from app.blog.views.drafts import article_page
from app.web.current_viewer import viewer
from app.web.guards import signed_in
from app.web.responses import fragment_or_back, render_page, see_other, wants_fragment

_ARTICLE = "/redaction/articles/<int:article_id>"
_REMARK = f"{_ARTICLE}/remarques/<int:remark_id>"
Answer = str | Response | tuple[str, int]


@pages.post(f"{_ARTICLE}/remarques")
@signed_in
def remark(article_id: int) -> Answer:
    """Say something of a paragraph."""
    form = RemarkForm()
    remark_id = form.accepted(lambda: services.write_remark(viewer(), article_id, form.written()))
    if remark_id is not None:
        return _shown(article_id, remark_id, "blog/_remarked.html")
    if wants_fragment():
        return render_page("threads/_refused.html", form=form), form.status
    return article_page(article_id, remark_form=form)


@pages.post(f"{_REMARK}/resoudre")
@signed_in
def resolve(article_id: int, remark_id: int) -> Answer:
    """Say that a remark was seen to."""
    services.resolve_remark(viewer(), article_id, remark_id)
    return _shown(article_id, remark_id, "blog/_remark.html")


@pages.post(f"{_REMARK}/rouvrir")
@signed_in
def reopen(article_id: int, remark_id: int) -> Answer:
    """Say that a remark still waits."""
    services.reopen_remark(viewer(), article_id, remark_id)
    return _shown(article_id, remark_id, "blog/_remark.html")


@pages.post(f"{_REMARK}/retirer")
@signed_in
def take_back(article_id: int, remark_id: int) -> Answer:
    """Take a remark back."""
    services.take_back_remark(viewer(), article_id, remark_id)
    if not wants_fragment():
        return see_other(f"/redaction/articles/{article_id}#le-texte")
    found = desk_remarks(viewer(), desk_article(viewer(), article_id))
    return fragment_or_back("blog/_taken_back.html", remarks=found, remark_id=remark_id)


def _shown(article_id: int, remark_id: int, template: str) -> Answer:
    """Answer with a remark as it is now and what is around it, or lead to it on its page."""
    if not wants_fragment():
        return see_other(f"/redaction/articles/{article_id}#r{remark_id}")
    article = desk_article(viewer(), article_id)
    found = desk_remarks(viewer(), article)
    [item] = [one for one in found.all if one.id == remark_id]
    around = [one for one in found.blocks if item in one.remarks]
    return fragment_or_back(
        template,
        base=f"/redaction/articles/{article.id}",
        remarks=found,
        remark=item,
        blocks=around,
    )
