"""Asking somebody to be friends, and answering."""

from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.core import clock, limits
from app.core.errors import FormRefused, NotFound, require
from app.core.i18n import _
from app.core.sentences import tidy_line
from app.core.transaction import atomic, emit
from app.core.viewer import Viewer
from app.friends import policy
from app.friends.enums import RelationshipState, RequestState
from app.friends.events import FriendAsked
from app.friends.limits import ASKS_PER_ACCOUNT, MESSAGE_LENGTH
from app.friends.models import FriendRequest
from app.friends.services.pairs import Pair, close_request, lock_pair, make_friends, stands


def ask(viewer: Viewer, account_id: int, *, message: str = "") -> RelationshipState:
    """Ask somebody to be friends. Who has asked the viewer is one at once, declined or not.

    Nothing in what the asker gets back depends on a block or an earlier answer by the other:
    whoever has blocked them is asked like anybody, and hears nothing of it. Asking a second time
    changes nothing until 30 days have passed.

    Returns:
        What they are to each other now.

    Emits:
        FriendAsked, or FriendMade.

    Raises:
        SignInNeeded, Suspended: the viewer may not write.
        NotFound: there is nobody of that number.
        Forbidden: it is oneself, or somebody whom the viewer has blocked.
        FormRefused: the sentence is too long, or it is too early to ask again.
        TooOften: too many in a day.
    """
    asker_id = viewer.writing_id
    _require_other(viewer, account_id)
    message = tidy_line(message, field="message", most=MESSAGE_LENGTH)
    limits.check_rate(ASKS_PER_ACCOUNT, "friends.ask", asker_id)
    with atomic() as session:
        pair = lock_pair(session, asker_id, account_id)
        blockers = accounts.blocks_between(asker_id, account_id)
        _require_heard(viewer, blockers)
        if not pair.is_friend and stands(pair.theirs):
            make_friends(session, pair, pair.theirs)
        elif not pair.is_friend:
            _write(session, pair, message, is_heard=account_id not in blockers)
            return RelationshipState.ASKED
    return RelationshipState.FRIENDS


def accept(viewer: Viewer, account_id: int) -> None:
    """Say yes to somebody who has asked. Again changes nothing.

    Emits:
        FriendMade: when they were not friends yet.

    Raises:
        SignInNeeded, Suspended: the viewer may not write.
        NotFound: they have not asked, or taken it back.
        Forbidden: it is oneself, or somebody whom the viewer has blocked.
    """
    accepter_id = viewer.writing_id
    _require_other(viewer, account_id)
    with atomic() as session:
        pair = lock_pair(session, accepter_id, account_id)
        _require_heard(viewer, accounts.blocks_between(accepter_id, account_id))
        if pair.is_friend:
            return
        if not stands(pair.theirs):
            raise NotFound(_("This request is not there any more: it was taken back."))
        make_friends(session, pair, pair.theirs)


def decline(viewer: Viewer, account_id: int) -> None:
    """Hear no more of a request; who made it is never told. Without one nothing changes.

    Raises:
        SignInNeeded: the viewer is a guest.
        NotFound: there is nobody of that number.
    """
    with atomic() as session:
        pair = lock_pair(session, viewer.known_id, account_id)
        if pair.theirs is not None and pair.theirs.state is RequestState.WAITING:
            close_request(pair.theirs, RequestState.DECLINED)


def _write(session: Session, pair: Pair, message: str, *, is_heard: bool) -> None:
    """Write a request, or the same one anew.

    Raises:
        FormRefused: it is too early, and nothing stands that asking twice could mean.
    """
    now, request = clock.now(), pair.mine
    again_at = policy.ask_again_at(request.asked_at if request else None, now)
    if again_at is not None:
        if stands(request):
            return  # a second click, or two tabs
        raise FormRefused(_("You have asked this person recently: wait before you ask again."))
    if request is None:
        request = FriendRequest(asker_id=pair.account_id, asked_id=pair.other_id)
        session.add(request)
    request.state = RequestState.WAITING if is_heard else RequestState.DECLINED
    request.message, request.asked_at, request.decided_at = message, now, None
    session.flush()  # the event needs its id
    emit(FriendAsked(request_id=request.id, asker_id=pair.account_id, asked_id=pair.other_id))


def _require_other(viewer: Viewer, account_id: int) -> None:
    """Go on unless it is oneself.

    Raises:
        Forbidden: it is.
    """
    sentence = _("One needs somebody else to be friends with.")
    require(policy.may_have_friends(viewer, account_id), sentence)


def _require_heard(viewer: Viewer, blockers: frozenset[int]) -> None:
    """Go on unless the viewer has blocked the other.

    Raises:
        Forbidden: the viewer has.
    """
    sentence = _("You have blocked this person: unblock them first.")
    require(viewer.account_id not in blockers, sentence)
