"""Changing a group."""

from dataclasses import asdict

from flask import flash, request
from werkzeug.wrappers import Response

from app.core.i18n import _
from app.groups import policy, queries, services
from app.groups.forms import GroupSettingsForm, PictureForm
from app.groups.services.requirements import access_facts_of
from app.groups.shapes import MembershipFacts
from app.groups.views.blueprint import pages
from app.web.current_viewer import viewer
from app.web.guards import signed_in
from app.web.responses import render_page, see_other


@pages.route("/<slug>/reglages", methods=["GET", "POST"])
@signed_in
def settings(slug: str) -> Response | tuple[str, int]:
    """Say something else of a group."""
    group = _managed(slug).group
    form = _terms_form(group.id)
    if form.did(lambda: _change(group.id, form)):
        flash(_("The group is changed."), "success")
        return see_other(group.url)
    return _page(slug, form, PictureForm())


@pages.post("/<slug>/image")
@signed_in
def change_picture(slug: str) -> Response | tuple[str, int]:
    """Show another picture of a group."""
    group, form = _managed(slug).group, PictureForm()
    if form.did(
        lambda: services.change_picture(viewer(), group.id, request.files["picture"].stream)
    ):
        flash(_("The group has a new picture."), "success")
        return see_other(group.url)
    return _page(slug, _terms_form(group.id), form)


@pages.post("/<slug>/image/retirer")
@signed_in
def drop_picture(slug: str) -> Response:
    """Show no picture of a group."""
    group = _managed(slug).group
    services.drop_picture(viewer(), group.id)
    flash(_("The picture is taken away."), "success")
    return see_other(f"{group.url}/reglages")


@pages.post("/<slug>/archiver")
@signed_in
def archive(slug: str) -> Response:
    """Close a group to writing."""
    said = _("The group is archived: it can be read, and nothing can be added.")
    return _archived(slug, said, is_archived=True)


@pages.post("/<slug>/rouvrir")
@signed_in
def reopen(slug: str) -> Response:
    """Open an archived group again."""
    return _archived(slug, _("The group is open again."), is_archived=False)


def _archived(slug: str, said: str, *, is_archived: bool) -> Response:
    """Close a group to writing, or open it again, and say so."""
    group = _managed(slug).group
    services.archive(viewer(), group.id, is_archived=is_archived)
    flash(said, "success")
    return see_other(group.url)


def _terms_form(group_id: int) -> GroupSettingsForm:
    """Return the form with what is said of a group."""
    terms = queries.group_terms(group_id)
    form = GroupSettingsForm(lambda: asdict(queries.group_terms(group_id)), known=asdict(terms))
    form.offer(terms.joining)
    return form


def _change(group_id: int, form: GroupSettingsForm) -> None:
    """Say what was typed of a group."""
    opens_up = bool(form.opens_up.data)
    services.change_group(viewer(), group_id, form.terms(), check=form.check, opens_up=opens_up)


def _page(slug: str, form: GroupSettingsForm, picture: PictureForm) -> tuple[str, int]:
    """Show both forms, one of which may have been refused."""
    head = queries.group_head(viewer(), slug)
    page = render_page("groups/settings.html", head=head, form=form, picture_form=picture)
    return page, max(form.status, picture.status)


def _managed(slug: str) -> MembershipFacts:
    """Return what binds the viewer to a group they manage.

    Raises:
        NotFound: there is no such group, or not for this viewer.
        Forbidden: they are a member who does not manage it.
    """
    sentence = _("Only an owner changes the group.")
    return access_facts_of(viewer(), slug, sentence, policy.may_manage)
