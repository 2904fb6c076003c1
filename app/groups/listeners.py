"""What happens because people come and go, and because groups change."""

from app.accounts.events import AccountClosed, AccountOpened
from app.core.subjects import SubjectRef
from app.groups import queries, services
from app.groups.events import (
    GroupChanged,
    GroupOpened,
    GroupOpenedUp,
    JoinAsked,
    JoinDecided,
    MemberJoined,
    MemberLeft,
    MemberRemoved,
    RoleChanged,
)
from app.groups.queries.subjects import MEMBERSHIP, REMOVAL, REQUEST
from app.groups.search import entries_of
from app.live import services as live
from app.notices import services as notices
from app.search import services as search


def join_first_group(event: AccountOpened) -> None:
    """Let a new member belong somewhere from the first minute."""
    group_id = queries.first_group_id() if event.is_present else None
    if group_id is not None:
        services.add_member(group_id, event.account_id)


def leave_everything(event: AccountClosed) -> None:
    """Take somebody who is gone out of all groups."""
    services.leave_everything(event.account_id)


def recheck_member(event: MemberLeft) -> None:
    """Let somebody who left show again what they may watch: not one more event reaches them."""
    live.recheck_account(event.account_id)


def forget_pages(event: GroupOpened | GroupChanged) -> None:
    """Forget what was rendered with the old name, or while more could be read."""
    if isinstance(event, GroupOpened):
        live.forget_pages("lists", f"group:{event.group_id}")
        return
    live.forget_fragments()
    if event.is_narrower:
        live.recheck_everything()


def forget_count(event: MemberJoined | MemberLeft) -> None:
    """Forget the pages of visitors that show how many members there are."""
    live.forget_pages(f"group:{event.group_id}")


def index(event: GroupOpened | GroupChanged) -> None:
    """Let a group be found by what it says of itself now."""
    for entry in entries_of([event.group_id]):
        search.index(entry)


def tell_members(event: GroupOpenedUp) -> None:
    """Tell all members that more people see what they said among themselves."""
    _tell(
        event,
        "groups.made_public" if event.is_public else "groups.made_known",
        queries.ref_of(event.group_id),
    )


def tell_deciders(event: JoinAsked) -> None:
    """Tell owners and moderators that somebody asks to join."""
    notices.record(
        "groups.asked",
        SubjectRef(REQUEST, event.request_id),
        actor_id=event.account_id,
        container=queries.ref_of(event.group_id),
        audience=queries.audience_of(event.group_id),
    )


def tell_asker(event: JoinDecided) -> None:
    """Tell somebody what was decided on their request; those who decide have nothing to do now."""
    request = SubjectRef(REQUEST, event.request_id)
    notices.withdraw(request)
    _tell(event, "groups.admitted" if event.is_accepted else "groups.refused", request)


def tell_removed(event: MemberRemoved) -> None:
    """Tell somebody that they were removed, and why."""
    _tell(event, "groups.removed", SubjectRef(REMOVAL, event.removal_id))


def tell_member(event: RoleChanged) -> None:
    """Tell a member that they have another role."""
    _tell(event, "groups.role", SubjectRef(MEMBERSHIP, event.membership_id))


def _tell(
    event: GroupOpenedUp | JoinDecided | MemberRemoved | RoleChanged, kind: str, subject: SubjectRef
) -> None:
    """Record what somebody did in a group."""
    audience = queries.audience_of(event.group_id)
    notices.record(kind, subject, actor_id=event.actor_id, audience=audience)
