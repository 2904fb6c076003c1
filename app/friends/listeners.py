"""What follows from asking, from becoming friends, and from what happens to people."""

from app.accounts.events import AccountClosed, PersonBlocked
from app.core.jobs import enqueue
from app.core.subjects import SubjectRef
from app.friends import queries, services
from app.friends.events import FriendAsked, FriendMade
from app.notices import services as notices


def tell_asked(event: FriendAsked) -> None:
    """Tell somebody that they are asked; of a request made anew, as of the first."""
    request = SubjectRef(queries.REQUEST, event.request_id)
    notices.withdraw(request)
    notices.record("friends.asked", request, actor_id=event.asker_id)


def tell_asker(event: FriendMade) -> None:
    """Tell somebody that they have a new friend."""
    friendship = SubjectRef(queries.FRIENDSHIP, event.request_id)
    notices.record("friends.accepted", friendship, actor_id=event.accepter_id)


def release(event: FriendMade) -> None:
    """Have the drawers of both give out what they kept back of the other."""
    enqueue("friends.release", event.asker_id, event.accepter_id)
    enqueue("friends.release", event.accepter_id, event.asker_id)


def part_blocked(event: PersonBlocked) -> None:
    """End what is between two people of whom one has blocked the other."""
    services.part_blocked(event.account_id, event.blocked_id)


def forget(event: AccountClosed) -> None:
    """End what was between somebody who is gone and others."""
    services.forget(event.account_id)
