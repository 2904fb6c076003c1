"""The members of a group, and what is decided about one of them."""

from collections.abc import Iterable

from flask import flash, request
from werkzeug.wrappers import Response

from app.accounts import queries as accounts
from app.core.errors import NotFound
from app.core.i18n import _
from app.groups import policy, queries, services
from app.groups.enums import Role
from app.groups.forms import RemovalForm, RoleForm
from app.groups.services.requirements import require_member
from app.groups.shapes import MemberItem, MembershipFacts
from app.groups.views.blueprint import pages
from app.web.current_viewer import viewer
from app.web.guards import public, signed_in
from app.web.paging import CURSOR, pager
from app.web.responses import render_page, see_other


@pages.get("/<slug>/membres")
@public
def members(slug: str) -> str:
    """List the members, those who look after the group first."""
    facts = queries.access_membership_facts(viewer(), slug)
    if not policy.may_read(facts):
        raise NotFound
    cursor = request.args.get(CURSOR)
    page = queries.members(viewer(), facts, cursor=cursor)
    leaders = () if cursor else queries.leading_members(viewer(), facts)
    decides = policy.may_moderate(viewer(), facts)
    return render_page(
        "groups/members.html",
        head=queries.group_head(viewer(), slug),
        leaders=leaders,
        members=page.items,
        friends=_friends_among([*leaders, *page.items]),
        bans=queries.running_bans(facts.group.id) if decides and not cursor else (),
        pager=pager(page),
    )


@pages.get("/<slug>/membres/<handle>")
@signed_in
def member(slug: str, handle: str) -> tuple[str, int]:
    """Show what can be decided about one member."""
    return _page(slug, handle, _role_form(slug, handle), RemovalForm())


@pages.post("/<slug>/membres/<handle>/role")
@signed_in
def change_role(slug: str, handle: str) -> Response | tuple[str, int]:
    """Give a member another role."""
    form, (facts, account_id, _role) = _role_form(slug, handle), _member(slug, handle)
    group = facts.group
    is_done = form.did(
        lambda: services.change_role(
            viewer(), group.id, account_id, role=Role(form.role.data), check=form.check
        )
    )
    if is_done:
        flash(_("The role is changed, and they are told."), "success")
        return see_other(f"{group.url}/membres")
    return _page(slug, handle, form, RemovalForm())


@pages.post("/<slug>/membres/<handle>/passation")
@signed_in
def hand_over(slug: str, handle: str) -> Response:
    """Give the group to another member."""
    facts, account_id, _role = _member(slug, handle)
    services.hand_over(viewer(), facts.group.id, account_id)
    flash(_("The group has a new owner. You stay as a moderator."), "success")
    return see_other(f"{facts.group.url}/membres")


@pages.post("/<slug>/membres/<handle>/retirer")
@signed_in
def remove(slug: str, handle: str) -> Response | tuple[str, int]:
    """Send a member away."""
    form, (facts, account_id, _role) = RemovalForm(), _member(slug, handle)
    is_done = form.did(
        lambda: services.remove_member(
            viewer(),
            facts.group.id,
            account_id,
            services.Removal(
                reason=form.reason.data or "",
                is_banned=form.ban.data or form.until.data is not None,
                until=form.until_moment(),
            ),
        )
    )
    if is_done:
        flash(_("They are not a member any more, and are told why."), "success")
        return see_other(f"{facts.group.url}/membres")
    return _page(slug, handle, _role_form(slug, handle), form)


@pages.post("/<slug>/exclusions/<handle>/lever")
@signed_in
def lift_ban(slug: str, handle: str) -> Response:
    """Let somebody come back."""
    group = queries.access_membership_facts(viewer(), slug).group
    account_id = accounts.by_handle([handle]).get(handle)
    if account_id is None:
        raise NotFound
    services.lift_ban(viewer(), group.id, account_id)
    flash(_("They can come back."), "success")
    return see_other(f"{group.url}/membres")


def _friends_among(items: Iterable[MemberItem]) -> frozenset[int]:
    """Return which of the members are friends of who looks."""
    ids = [item.face.id for item in items]
    me = viewer().account_id
    return frozenset() if me is None else accounts.friends_among(me, ids)


def _member(slug: str, handle: str) -> tuple[MembershipFacts, int, Role]:
    """Return the group, the member and their role.

    Raises:
        NotFound: there is no such group or member, or not for this viewer.
    """
    facts = queries.access_membership_facts(viewer(), slug)
    item = queries.access_member_item(viewer(), facts, accounts.by_handle([handle]).get(handle))
    if not policy.may_read(facts) and not policy.may_manage(viewer(), facts):
        raise NotFound
    return facts, item.face.id, item.role


def _role_form(slug: str, handle: str) -> RoleForm:
    """Return the form with the role that a member has now."""
    return RoleForm(lambda: {"role": _member(slug, handle)[2]})


def _page(slug: str, handle: str, role: RoleForm, removal: RemovalForm) -> tuple[str, int]:
    """Show one member with both forms, one of which may have been refused."""
    facts, account_id, _role = _member(slug, handle)
    item = queries.access_member_item(viewer(), facts, account_id)
    may = item.may_remove or item.may_set_role
    require_member(
        facts, _("Only those who look after the group decide about its members."), is_allowed=may
    )
    page = render_page(
        "groups/member.html",
        head=queries.group_head(viewer(), slug),
        member=item,
        role_form=role,
        removal_form=removal,
        may_hand_over=facts.role is Role.OWNER and account_id != viewer().account_id,
    )
    return page, max(role.status, removal.status)
