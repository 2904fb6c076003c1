"""Coming in, going out, and what one hears from inside."""

from flask import flash
from werkzeug.wrappers import Response

from app.core.errors import NotFound
from app.core.i18n import _
from app.groups import queries, services
from app.groups.enums import JoinOption
from app.groups.forms import JoinForm, LevelForm
from app.groups.views.blueprint import pages
from app.web.current_viewer import viewer
from app.web.guards import signed_in
from app.web.responses import render_page, see_other


@pages.route("/<slug>/rejoindre", methods=["GET", "POST"])
@signed_in
def join(slug: str) -> Response | tuple[str, int]:
    """Join a group, or ask to."""
    head, form = queries.group_head(viewer(), slug), JoinForm()
    group = head.access.group
    is_done = form.did(
        lambda: services.join(
            viewer(),
            group.id,
            message=form.message.data or "",
            has_accepted_rules=form.accept_rules.data,
        )
    )
    if is_done:
        flash(_said_at(head.join_option), "success")
        return see_other(group.url)
    return render_page("groups/join.html", head=head, form=form), form.status


@pages.post("/<slug>/rejoindre/retirer")
@signed_in
def withdraw(slug: str) -> Response:
    """Take back one's request to join."""
    group = queries.access_membership_facts(viewer(), slug).group
    services.withdraw_request(viewer(), group.id)
    flash(_("Your request is taken back."), "success")
    return see_other(group.url)


@pages.post("/<slug>/quitter")
@signed_in
def leave(slug: str) -> Response:
    """Leave a group."""
    group = queries.access_membership_facts(viewer(), slug).group
    services.leave(viewer(), group.id)
    flash(_("You have left the group “{name}”.", name=group.name), "success")
    return see_other(group.url if group.is_public else "/groupes")


@pages.route("/<slug>/notifications", methods=["GET", "POST"])
@signed_in
def choose_level(slug: str) -> Response | tuple[str, int]:
    """Choose what one hears of a group."""
    head = queries.group_head(viewer(), slug)
    if not head.access.is_member:
        raise NotFound
    group = head.access.group
    form = LevelForm(
        lambda: {"level": queries.group_head(viewer(), slug).notice_level or ""},
        known={"level": head.notice_level or ""},
    )
    if form.did(
        lambda: services.choose_level(viewer(), group.id, form.level.data or None, check=form.check)
    ):
        flash(_("Understood: that is what we will tell you from here."), "success")
        return see_other(group.url)
    return render_page("groups/level.html", head=head, form=form), form.status


def _said_at(join_option: JoinOption) -> str:
    """Return what is said to somebody who knocked."""
    if join_option in {JoinOption.ASK, JoinOption.ASKED}:
        return _("Your request is sent. You will be told what is decided.")
    return _("Welcome to the group!")
