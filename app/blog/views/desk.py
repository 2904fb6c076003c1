"""The desk: what waits, moving articles on, inviting authors."""

from flask import flash
from werkzeug.wrappers import Response

from app.blog import policy
from app.blog.forms import MoveForm
from app.blog.queries.access import desk_article, own_articles, published_lately, queue
from app.blog.queries.invitations import invitations_of
from app.blog.services.disposal import throw_away
from app.blog.services.invitations import invite_author, take_back_invitation
from app.blog.services.moves import move_article
from app.blog.transitions import BY_ADDRESS, STATE_WORDS
from app.blog.views.blueprint import pages
from app.blog.views.drafts import article_page
from app.core.errors import require
from app.core.i18n import _
from app.web.addresses import site_url
from app.web.current_viewer import viewer
from app.web.guards import signed_in
from app.web.responses import confidential, render_page, see_other

_ADDRESSES = ", ".join(f'"{address}"' for address in BY_ADDRESS)


@pages.get("/redaction")
@signed_in
def desk() -> str:
    """Show one's own articles, and to editors what waits for them."""
    is_editor = policy.is_editor(viewer())
    return render_page(
        "blog/desk.html",
        is_editor=is_editor,
        queue=queue() if is_editor else (),
        shown=published_lately() if is_editor else (),
        mine=own_articles(viewer()),
    )


@pages.get("/redaction/invitations")
@signed_in
def invitations() -> Response:
    """List the invitations one has made."""
    require(policy.is_editor(viewer()), _("Only editors do this."))
    page = render_page(
        "blog/invitations.html", invitations=invitations_of(viewer()), site_url=site_url()
    )
    return confidential(page)


@pages.post("/redaction/invitations")
@signed_in
def invite() -> Response:
    """Make an invitation."""
    invite_author(viewer())
    flash(_("The invitation is ready: send its link to one person."), "success")
    return see_other("/redaction/invitations")


@pages.post("/redaction/invitations/<int:invitation_id>/retirer")
@signed_in
def uninvite(invitation_id: int) -> Response:
    """Take an invitation back that nobody has used."""
    take_back_invitation(viewer(), invitation_id)
    flash(_("The invitation is taken back: its link opens nothing any more."), "success")
    return see_other("/redaction/invitations")


@pages.post(f"/redaction/articles/<int:article_id>/<any({_ADDRESSES}):move>")
@signed_in
def move(article_id: int, move: str) -> Response | tuple[str, int]:
    """Move an article on."""
    transition = BY_ADDRESS[move]
    desk_article(viewer(), article_id)
    form = MoveForm()
    state = form.accepted(
        lambda: move_article(viewer(), article_id, transition.move, form.said(transition.need))
    )
    if state is None:
        return article_page(article_id, move_form=form)
    flash(_("The article is now in the state “{state}”.", state=STATE_WORDS[state]), "success")
    return see_other(f"/redaction/articles/{article_id}")


@pages.post("/redaction/articles/<int:article_id>/jeter")
@signed_in
def throw_draft_away(article_id: int) -> Response:
    """Let a draft go that was never submitted."""
    throw_away(viewer(), article_id)
    flash(_("The draft is thrown away."), "success")
    return see_other("/redaction")
