"""Requests to join, for those who decide."""

from flask import flash, request
from werkzeug.wrappers import Response

from app.core.errors import FormRefused
from app.core.i18n import _
from app.groups import policy, queries, services
from app.groups.forms import RefusalForm
from app.groups.services.requirements import access_facts_of
from app.groups.views.blueprint import pages
from app.web.current_viewer import viewer
from app.web.guards import signed_in
from app.web.paging import CURSOR, pager
from app.web.responses import render_page, see_other


@pages.get("/<slug>/demandes")
@signed_in
def requests(slug: str) -> str:
    """List the requests that wait, oldest first."""
    sentence = _("Only its moderators decide who comes in.")
    facts = access_facts_of(viewer(), slug, sentence, policy.may_moderate)
    page = queries.waiting_requests(facts.group.id, cursor=request.args.get(CURSOR))
    head = queries.group_head(viewer(), slug)
    return render_page("groups/requests.html", head=head, page=page, pager=pager(page))


@pages.post("/<slug>/demandes/<int:request_id>/accepter")
@signed_in
def accept(slug: str, request_id: int) -> Response:
    """Let somebody in."""
    group = queries.access_membership_facts(viewer(), slug).group
    services.accept_request(viewer(), group.id, request_id)
    flash(_("They are a member now, and are told."), "success")
    return see_other(f"{group.url}/demandes")


@pages.post("/<slug>/demandes/<int:request_id>/refuser")
@signed_in
def refuse(slug: str, request_id: int) -> Response:
    """Say no to somebody."""
    group, form = queries.access_membership_facts(viewer(), slug).group, RefusalForm()
    if not form.validate():
        raise FormRefused(" ".join(form.sentence.errors), field="sentence")
    services.refuse_request(viewer(), group.id, request_id, sentence=form.sentence.data or "")
    flash(_("They are told. They may ask again."), "success")
    return see_other(f"{group.url}/demandes")
