"""The list of groups, and opening one."""

from flask import flash, request
from werkzeug.wrappers import Response

from app.core.i18n import _
from app.groups import policy, queries, services
from app.groups.forms import GroupForm
from app.groups.views.blueprint import pages
from app.web.current_viewer import viewer
from app.web.guards import public, signed_in
from app.web.kept_requests import kept
from app.web.offline import readable_offline
from app.web.paging import CURSOR, pager
from app.web.responses import render_page, see_other
from app.web.visitor_cache import keep_for_visitors


@pages.get("")
@public
@readable_offline
@kept(CURSOR)
def groups() -> str:
    """List the groups, one's own first."""
    keep_for_visitors("lists")
    lists = queries.group_lists(viewer(), cursor=request.args.get(CURSOR))
    return render_page(
        "groups/groups.html",
        lists=lists,
        pager=pager(lists.others),
        may_found=policy.may_found(viewer()),
    )


@pages.route("/nouveau", methods=["GET", "POST"])
@signed_in
def found() -> Response | tuple[str, int]:
    """Open a group."""
    form = GroupForm()
    if request.method == "POST":
        slug = form.accepted(
            lambda: services.found_group(viewer(), form.terms(), once=form.once.data)
        )
        if slug is not None:
            flash(_("Your group is open. Send its address to the first people."), "success")
            return see_other(f"/groupes/{slug}")
    return render_page("groups/found.html", form=form), (form.status)
