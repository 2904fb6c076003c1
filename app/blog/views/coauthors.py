"""Writing an article together: asking, agreeing, leaving."""

from flask import flash
from werkzeug.wrappers import Response

from app.accounts import queries as accounts
from app.blog.forms import CoauthorForm
from app.blog.queries.access import desk_article
from app.blog.services.coauthors import ask_coauthor, leave_article, sign_article
from app.blog.views.blueprint import pages
from app.blog.views.drafts import article_page
from app.core.i18n import _
from app.web.current_viewer import viewer
from app.web.guards import signed_in
from app.web.responses import see_other


@pages.post("/redaction/articles/<int:article_id>/auteurs")
@signed_in
def ask_author(article_id: int) -> Response | tuple[str, int]:
    """Ask somebody to sign the article as well."""
    desk_article(viewer(), article_id)
    form = CoauthorForm()
    if not form.did(lambda: ask_coauthor(viewer(), article_id, form.handle.data or "")):
        return article_page(article_id, coauthor_form=form)
    flash(_("They are asked, and stand in the byline once they agree."), "success")
    return see_other(f"/redaction/articles/{article_id}")


@pages.post("/redaction/articles/<int:article_id>/signer")
@signed_in
def sign(article_id: int) -> Response:
    """Agree to write it, too."""
    sign_article(viewer(), article_id)
    flash(_("You sign this article, too."), "success")
    return see_other(f"/redaction/articles/{article_id}")


@pages.post("/redaction/articles/<int:article_id>/auteurs/<handle>/retirer")
@signed_in
def leave(article_id: int, handle: str) -> Response:
    """Let somebody stand in the byline no more: oneself, or whom one asked."""
    account_id = accounts.by_handle([handle]).get(handle, 0)
    leave_article(viewer(), article_id, account_id)
    flash(_("The byline is as you wish."), "success")
    is_me = viewer().is_account(account_id)
    return see_other("/redaction" if is_me else f"/redaction/articles/{article_id}")
