"""What happens because people come and go, and because groups change."""

from app.accounts.events import AccountClosed, AccountOpened
from app.groups import queries, services
from app.groups.events import GroupChanged, GroupOpened, MemberJoined, MemberLeft
from app.live import services as live


def join_first_group(event: AccountOpened) -> None:
    """Let a new member belong somewhere from the first minute."""
    group_id = queries.first_group_id()
    if group_id is not None:
        services.add_member(group_id, event.account_id)


def leave_everything(event: AccountClosed) -> None:
    """Take somebody who is gone out of all groups."""
    services.leave_everything(event.account_id)


def recheck_member(event: MemberLeft) -> None:
    """Let somebody who left show again what they may watch: not one more event reaches them."""
    live.recheck_account(event.account_id)


def forget_pages(event: GroupOpened | GroupChanged) -> None:
    """Forget the pages of visitors: a name, or what may be read, is another."""
    if isinstance(event, GroupChanged) and event.is_narrower:
        live.forget_fragments()
        live.recheck_everything()
    else:
        live.forget_pages("lists", f"group:{event.group_id}")


def forget_count(event: MemberJoined | MemberLeft) -> None:
    """Forget the pages of visitors that show how many members there are."""
    live.forget_pages(f"group:{event.group_id}")
