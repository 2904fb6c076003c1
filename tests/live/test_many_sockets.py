"""One account holds only so many sockets, and whoever comes last gets in."""

from app.live.subscriptions import handlers
from tests.factories import make_account
from tests.factories.forum import make_thread


def test_the_oldest_socket_of_an_account_makes_room_for_the_next(
    socket_for, live_node, monkeypatch
):
    monkeypatch.setattr(handlers, "MOST_OF_ONE", 3)
    member, other = make_account(), make_account()
    beside = socket_for(other)
    mine = [socket_for(member) for _ in range(5)]
    assert len(live_node.connections.of_account(member.id)) == 3
    assert len(live_node.connections.of_account(other.id)) == 1
    topic = f"forum.thread:{make_thread()}"
    heard = [one.ask("watch", {"topic": topic}) for one in (*mine[2:], beside)]
    assert heard == [True] * 4
    assert {one.account_id for one in live_node.connections.of_topic(topic)} == {
        member.id,
        other.id,
    }


def test_a_socket_that_made_room_may_come_again(socket_for, live_node, monkeypatch):
    monkeypatch.setattr(handlers, "MOST_OF_ONE", 1)
    member = make_account()
    first = socket_for(member)
    socket_for(member)
    first.disconnect()
    assert socket_for(member, auth={"after": 0}).is_connected()
    assert len(live_node.connections.of_account(member.id)) == 1
