"""Two people and what is between them, locked to be changed; only inside `atomic()`."""

from dataclasses import dataclass
from typing import TypeGuard

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.accounts import services as account_services
from app.core import clock
from app.core.errors import NotFound
from app.core.subjects import SubjectRef
from app.core.transaction import emit
from app.friends.enums import STANDING, RequestState
from app.friends.events import FriendLost, FriendMade
from app.friends.models import FriendRequest, Friendship
from app.friends.queries import FRIENDSHIP, REQUEST
from app.notices import services as notices


@dataclass(slots=True, kw_only=True)
class Pair:
    """One person, another, and the rows between them."""

    account_id: int
    other_id: int
    is_friend: bool
    mine: FriendRequest | None
    """The request that the one made to the other."""
    theirs: FriendRequest | None
    """The request that the other made to the one."""

    @property
    def requests(self) -> tuple[FriendRequest, ...]:
        """The requests of both directions that there are."""
        return tuple(request for request in (self.mine, self.theirs) if request is not None)


def lock_pair(session: Session, account_id: int, other_id: int) -> Pair:
    """Return what is between two people, whose rows stay locked: all about them waits its turn.

    Raises:
        NotFound: one of them has closed their account.
    """
    pair = (account_id, other_id)
    if account_services.lock_people(session, *pair) != set(pair):
        raise NotFound
    rows = session.scalars(
        sa.select(FriendRequest).where(
            FriendRequest.asker_id.in_(pair), FriendRequest.asked_id.in_(pair)
        )
    )
    requests = {row.asker_id: row for row in rows}
    return Pair(
        account_id=account_id,
        other_id=other_id,
        is_friend=bool(accounts.friends_among(account_id, [other_id])),
        mine=requests.get(account_id),
        theirs=requests.get(other_id),
    )


def stands(request: FriendRequest | None) -> TypeGuard[FriendRequest]:
    """Tell whether a request is there for the one who made it."""
    return request is not None and request.state in STANDING


def make_friends(session: Session, pair: Pair, asked: FriendRequest) -> None:
    """Write a friendship that both want: the other asked, and the one says yes.

    Emits:
        FriendMade.
    """
    now = clock.now()
    one_id, other_id = pair.account_id, pair.other_id
    session.add_all(
        Friendship(account_id=account_id, friend_id=friend_id, since=now)
        for account_id, friend_id in ((one_id, other_id), (other_id, one_id))
    )
    for request in pair.requests:
        if stands(request):
            close_request(request, RequestState.ACCEPTED)
    emit(FriendMade(request_id=asked.id, asker_id=other_id, accepter_id=one_id))


def close_request(request: FriendRequest, state: RequestState) -> None:
    """Say what became of a request, and take back what was told of it.

    What was said with it stays as long as its asker still sees it.
    """
    request.state = state
    request.decided_at = clock.now()
    if state not in STANDING:
        request.message = ""
    notices.withdraw(SubjectRef(REQUEST, request.id))


def part(session: Session, pair: Pair) -> None:
    """End a friendship.

    Emits:
        FriendLost.
    """
    both = (pair.account_id, pair.other_id)
    session.execute(
        sa.delete(Friendship).where(
            Friendship.account_id.in_(both), Friendship.friend_id.in_(both)
        ),
        execution_options={"synchronize_session": False},
    )
    for request in pair.requests:
        notices.withdraw(SubjectRef(FRIENDSHIP, request.id))
    emit(FriendLost(account_id=pair.account_id, friend_id=pair.other_id))
