"""Rights lost while they are being checked: the door was open, and is shut a moment later."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.accounts.models import Account, SignInSession
from app.core import clock
from app.core.transaction import atomic
from app.live import services
from app.live.nodes.node import Node
from app.live.subscriptions import handlers
from app.live.subscriptions.pending_subscriptions import PendingSubscription
from app.live.subscriptions.topics import authorize
from app.web.current_viewer import viewer
from tests.factories.accounts import make_account
from tests.live.conftest import Place

Tell = Callable[[int], None]

LOSSES: dict[str, Tell] = {
    "all sockets closed": lambda account_id: services.disconnect(account_ids=[account_id]),
    "its audience shrinks": lambda _account_id: services.recheck(Place.topic),
    "a right of theirs": services.recheck_account,
    "a place closes": lambda _account_id: services.recheck_everything(),
}


def shut(place: Place, account_id: int, tell: Tell) -> Callable[[], None]:
    """Return what happens when a person loses a place, and the live path is told."""

    def happen() -> None:
        place.refused.add(account_id)
        tell(account_id)

    return happen


@pytest.mark.parametrize("tell", LOSSES.values(), ids=LOSSES)
def test_a_right_lost_while_one_asks_to_watch_is_not_used(socket_for, place, tell):
    member = make_account()
    socket = socket_for(member)
    place.afterwards = shut(place, member.id, tell)
    assert not socket.ask("watch", {"topic": place.topic})
    services.push(place.topic, "post.added", {"ref": "forum.post:1"})
    assert socket.heard() == []


@pytest.mark.parametrize("tell", LOSSES.values(), ids=LOSSES)
def test_a_right_lost_while_it_is_checked_again_is_not_used(socket_for, place, node, tell):
    member = make_account()
    socket = socket_for(member, watching=place.topic)
    place.afterwards = shut(place, member.id, tell)
    services.recheck(place.topic)
    services.push(place.topic, "post.added", {"ref": "forum.post:1"})
    assert socket.heard() == []
    assert not node.rechecks


def test_a_doubt_without_reason_keeps_nobody_out(socket_for, place):
    member = make_account()
    socket = socket_for(member)
    place.afterwards = lambda: services.recheck(place.topic)
    assert socket.ask("watch", {"topic": place.topic})
    services.push(place.topic, "post.added", {"ref": "forum.post:1"})
    assert len(socket.heard()) == 1


def test_who_leaves_the_page_while_a_right_is_checked_does_not_watch(socket_for, place, node):
    socket = socket_for(make_account(), watching=place.topic)
    place.afterwards = lambda: socket.ask("unwatch", {"topic": place.topic})
    services.recheck(place.topic)
    services.push(place.topic, "post.added", {"ref": "forum.post:1"})
    assert socket.heard() == []
    assert not node.pending.topics_of(node.connections.all()[0])


def sign_out(account_id: int) -> None:
    """End all sessions of a person."""
    with atomic() as session:
        found = session.query(SignInSession).filter_by(account_id=account_id).all()
        ids = [one.id for one in found]
        for one in found:
            session.delete(one)
    services.disconnect(session_ids=ids)


def suspend(account_id: int) -> None:
    """Suspend a person."""
    with atomic() as session:
        until = clock.now() + timedelta(days=1)
        session.get_one(Account, account_id).suspended_until = until
    services.disconnect(account_ids=[account_id])


def _while_looking(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Let something happen between the moment a socket is known and that it is let in."""

    def known_a_moment_ago() -> object:
        looking = viewer()
        act()
        return looking

    monkeypatch.setattr(handlers, "viewer", known_a_moment_ago)


@pytest.mark.parametrize("lose", [sign_out, suspend])
def test_who_is_sent_away_while_coming_in_gets_no_socket(
    socket_for, node: Node, monkeypatch: pytest.MonkeyPatch, lose: Tell
):
    member = make_account()

    _while_looking(monkeypatch, lambda: lose(member.id))
    assert not socket_for(member).is_connected()
    assert node.connections.all() == []


def test_who_comes_in_while_somebody_else_is_sent_away_stays(
    socket_for, node: Node, monkeypatch: pytest.MonkeyPatch
):
    other = make_account()

    _while_looking(monkeypatch, lambda: sign_out(other.id))
    assert socket_for(make_account()).is_connected()
    assert len(node.connections.all()) == 1


def test_a_socket_that_is_gone_subscribes_in_vain(socket_for, place, node: Node):
    socket_for(make_account())
    (connection,) = node.connections.all()
    subscription = PendingSubscription(connection=connection, topic=place.topic)
    node.pending.add(subscription)
    place.afterwards = lambda: node.disconnect(connection.sid, may_return=True)
    assert not authorize(node, subscription)
    assert node.connections.of_topic(place.topic) == []
    assert not node.pending.topics_of(connection)
