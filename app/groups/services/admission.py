"""Coming in and going out, by oneself."""

from app.core import clock
from app.core.db import add_new
from app.core.errors import FormRefused, require
from app.core.i18n import _
from app.core.limits import check_rate
from app.core.transaction import atomic, emit
from app.core.viewer import Viewer
from app.groups import policy
from app.groups.enums import AskState, JoinOption
from app.groups.events import JoinAsked
from app.groups.limits import ASKED
from app.groups.models import Group, JoinRequest
from app.groups.queries import access_membership_facts
from app.groups.services.memberships import (
    add_member,
    drop_member,
    find_member,
    keep_an_owner,
    waiting_request,
)
from app.groups.shapes import why_silent


def join(
    viewer: Viewer, group_id: int, *, message: str = "", has_accepted_rules: bool = False
) -> None:
    """Become a member, or ask to: what the group's join option allows. Twice is once.

    Emits:
        MemberJoined: the group was open.
        JoinAsked: one has to ask.

    Raises:
        NotFound: there is no such group, or it is hidden from the viewer.
        FormRefused: the group has rules that were not accepted.
        Forbidden: it is archived, by invitation, or the viewer is banned.
        TooOften: they asked many groups today.
    """
    account_id = viewer.writing_id
    with atomic() as session:
        facts = access_membership_facts(viewer, group_id)
        entry = policy.join_option(facts)
        if entry in {JoinOption.INSIDE, JoinOption.ASKED}:
            return
        _refuse_closed(entry)
        has_rules = bool(session.get_one(Group, group_id).rules)
        if has_rules and not has_accepted_rules:
            raise FormRefused(_("Accept the rules of the group first."), field="accept_rules")
        if entry is JoinOption.OPEN:
            add_member(group_id, account_id, has_accepted_rules=has_rules)
        else:
            _ask(group_id, account_id, message=message)


def join_if_open(viewer: Viewer, group_id: int) -> None:
    """Become a member by writing in an open public group; elsewhere nothing happens.

    Emits:
        MemberJoined: the viewer was not a member, and may come in this way.

    Raises:
        NotFound: there is no such group, or it is hidden from the viewer.
    """
    account_id = viewer.writing_id
    with atomic():
        if policy.may_walk_in(access_membership_facts(viewer, group_id)):
            add_member(group_id, account_id)


def withdraw_request(viewer: Viewer, group_id: int) -> None:
    """Take back one's request to join. Without one, nothing happens."""
    account_id = viewer.known_id
    with atomic():
        request = waiting_request(group_id, account_id)
        if request is not None:
            request.state = AskState.WITHDRAWN
            request.decided_at = clock.now()


def leave(viewer: Viewer, group_id: int) -> None:
    """Stop being a member. Who is not one is left alone.

    Emits:
        MemberLeft

    Raises:
        NotFound: there is no such group, or it is hidden from the viewer.
        Forbidden: nobody else owns the group.
    """
    account_id = viewer.known_id
    with atomic():
        access_membership_facts(viewer, group_id)
        membership = find_member(group_id, account_id)
        if membership is not None:
            keep_an_owner(
                membership,
                _("You are its only owner: hand the group over to another member, then leave."),
            )
            drop_member(membership)


def _refuse_closed(entry: JoinOption) -> None:
    """Say why nobody can join, or not this person."""
    is_closed = entry in {JoinOption.ARCHIVED, JoinOption.INVITED_ONLY, JoinOption.BANNED}
    require(not is_closed, why_silent(entry))


def _ask(group_id: int, account_id: int, *, message: str) -> None:
    """Write down a request, for those who decide."""
    check_rate(ASKED, "groups.ask", account_id)
    with atomic() as session:
        request = JoinRequest(
            group_id=group_id,
            account_id=account_id,
            message=message.strip(),
            asked_at=clock.now(),
        )
        if add_new(session, request):
            emit(JoinAsked(request_id=request.id, group_id=group_id, account_id=account_id))
