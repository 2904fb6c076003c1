"""Taking a request back, ending a friendship, and what ends with a block or a closed account."""

import sqlalchemy as sa

from app.core.subjects import SubjectRef
from app.core.transaction import atomic, emit
from app.core.viewer import Viewer
from app.friends.enums import RelationshipState, RequestState
from app.friends.events import FriendLost
from app.friends.models import FriendRequest, Friendship
from app.friends.queries import FRIENDSHIP, REQUEST
from app.friends.services.pairs import close_request, lock_pair, part, stands
from app.notices import services as notices

_AS_IS = {"synchronize_session": False}


def leave(viewer: Viewer, account_id: int) -> RelationshipState:
    """End a friendship, or take one's request back. Where there is neither nothing changes.

    Returns:
        What they were to the viewer before.

    Emits:
        FriendLost: when they were friends.

    Raises:
        SignInNeeded: the viewer is a guest.
        NotFound: there is nobody of that number.
    """
    with atomic() as session:
        pair = lock_pair(session, viewer.known_id, account_id)
        if pair.is_friend:
            part(session, pair)
            return RelationshipState.FRIENDS
        if stands(pair.mine):
            close_request(pair.mine, RequestState.WITHDRAWN)
            return RelationshipState.ASKED
    return RelationshipState.NONE


def part_blocked(account_id: int, blocked_id: int) -> None:
    """End what is between two people because one has blocked the other.

    The request of the one who is blocked stands for them as if it had been declined: that they
    are blocked must not show.

    Emits:
        FriendLost: when they were friends.
    """
    with atomic() as session:
        pair = lock_pair(session, account_id, blocked_id)
        if pair.is_friend:
            part(session, pair)
        if stands(pair.mine):
            close_request(pair.mine, RequestState.WITHDRAWN)
        if stands(pair.theirs):
            close_request(pair.theirs, RequestState.DECLINED)


def forget(account_id: int) -> None:
    """End all friendships and requests of somebody who is gone.

    Emits:
        FriendLost: for each friend.
    """
    has_it = sa.or_(FriendRequest.asker_id == account_id, FriendRequest.asked_id == account_id)
    is_in_it = sa.or_(Friendship.account_id == account_id, Friendship.friend_id == account_id)
    with atomic() as session:
        pairs = session.execute(
            sa.delete(Friendship)
            .where(is_in_it)
            .returning(Friendship.account_id, Friendship.friend_id),
            execution_options=_AS_IS,
        ).all()
        requests = session.execute(
            sa.delete(FriendRequest).where(has_it).returning(FriendRequest.id, FriendRequest.state),
            execution_options=_AS_IS,
        ).all()
        for request in requests:
            kind = FRIENDSHIP if request.state is RequestState.ACCEPTED else REQUEST
            notices.withdraw(SubjectRef(kind, request.id))
        for pair in pairs:
            if pair.account_id == account_id:
                emit(FriendLost(account_id=account_id, friend_id=pair.friend_id))
