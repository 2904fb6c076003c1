"""Rights that shrink: not one more event, at once."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.accounts.models import Account, SignInSession
from app.core import clock
from app.core.db import db
from app.core.transaction import atomic
from app.live import services
from app.live.subscriptions import topics
from tests.factories.accounts import make_account


def _push(place, number: int = 1) -> None:
    services.push(place.topic, "post.added", {"ref": f"forum.post:{number}"})


def test_whoever_is_gone_loses_every_socket(socket_for, place, node):
    gone = make_account()
    tabs = [socket_for(gone, watching=place.topic) for _ in range(2)]
    services.disconnect(account_ids=[gone.id])
    _push(place)
    assert [tab.heard() for tab in tabs] == [[], []]
    assert node.connections.all() == []


def test_whoever_is_taken_from_a_topic_while_many_are_told_is_left_out(
    socket_for, place, node, monkeypatch
):
    sockets = [socket_for(make_account(), watching=place.topic) for _ in range(2)]
    told = node.connections.of_topic(place.topic)
    place.refused.add(told[1].account_id)
    monkeypatch.setattr("app.live.nodes.node._AT_A_TIME", 1)
    monkeypatch.setattr(node.server, "sleep", lambda _seconds: services.recheck(place.topic))
    node.tell(told, "typing", {"topic": place.topic, "names": ["Odile"]}, place.topic)
    assert sorted(len(socket.heard()) for socket in sockets) == [0, 1]


def test_only_the_sockets_of_an_ended_session_are_closed(socket_for, place, node):
    member = make_account()
    phone, laptop = (socket_for(member, watching=place.topic) for _ in range(2))
    session_id = node.connections.all()[0].session_id
    services.disconnect(session_ids=[session_id])
    _push(place)
    assert sorted(len(socket.heard()) for socket in (phone, laptop)) == [0, 1]


def test_when_an_audience_shrinks_each_watcher_is_asked_again(socket_for, place):
    kept, lost = make_account(), make_account()
    staying, *leaving = (socket_for(one, watching=place.topic) for one in (kept, lost, lost))
    place.refused.add(lost.id)
    services.recheck(place.topic)
    _push(place)
    assert [name for name, _payload in staying.heard()] == ["post.added"]
    assert [tab.heard() for tab in leaving] == [[], []]
    assert all(tab.is_connected() for tab in leaving)


def test_when_a_person_loses_a_right_each_of_their_topics_is_asked_again(socket_for, place):
    lost, other = make_account(), make_account()
    leaving, staying = (socket_for(one, watching=place.topic) for one in (lost, other))
    place.refused |= {lost.id, other.id}
    services.recheck_account(lost.id)
    _push(place)
    assert leaving.heard() == []
    assert len(staying.heard()) == 1, "nobody asked about the others"


def test_when_a_whole_place_closes_everybody_is_asked_again(socket_for, place):
    lost = make_account()
    leaving = socket_for(lost, watching=place.topic)
    place.refused.add(lost.id)
    services.recheck_everything()
    _push(place)
    assert leaving.heard() == []


def test_what_was_pushed_while_a_right_was_checked_is_made_good(socket_for, place):
    reader = socket_for(make_account(), watching=place.topic)
    place.meanwhile = lambda: _push(place)
    services.recheck(place.topic)
    assert reader.heard() == [("refresh", {"topic": place.topic})]


def _away() -> None:
    raise sa.exc.OperationalError(None, None, OSError())


def test_a_right_that_nobody_can_tell_is_asked_for_until_somebody_can(socket_for, place, node):
    kept, lost = make_account(), make_account()
    tabs = [socket_for(one, watching=place.topic) for one in (kept, kept, lost)]
    place.meanwhile = _away  # the database
    services.recheck(place.topic)
    topics.ask_unsettled(node)
    _push(place, 1)
    assert [tab.heard() for tab in tabs] == [[], [], []]
    place.meanwhile = lambda: None
    place.refused.add(lost.id)
    topics.ask_unsettled(node)
    _push(place, 2)
    assert [[name for name, _said in tab.heard()] for tab in tabs] == [
        ["refresh", "post.added"],
        ["refresh", "post.added"],
        [],
    ]
    assert (node.unsettled, node.rechecks, node.missed_topics) == ([], {}, set())


def test_who_asks_while_nobody_can_tell_is_disconnected_and_may_return(socket_for, place, node):
    reader = make_account()
    socket = socket_for(reader)
    place.meanwhile = _away
    assert not socket.ask("watch", {"topic": place.topic})
    assert node.connections.all() == []
    place.meanwhile = lambda: None
    assert socket_for(reader).ask("watch", {"topic": place.topic})


def test_who_leaves_the_page_while_nobody_can_tell_watches_no_more(socket_for, place, node):
    reader = socket_for(make_account(), watching=place.topic)
    place.meanwhile = _away
    services.recheck(place.topic)
    reader.ask("unwatch", {"topic": place.topic})
    place.meanwhile = lambda: None
    topics.ask_unsettled(node)
    assert node.connections.of_topic(place.topic) == []
    assert (node.unsettled, node.rechecks) == ([], {})


@pytest.mark.parametrize("how", ["signed out", "suspended"])
def test_a_person_who_lost_everything_loses_the_socket_at_the_next_question(
    socket_for, place, node, how
):
    member = make_account()
    socket = socket_for(member, watching=place.topic)
    with atomic() as session:
        if how == "signed out":
            session.query(SignInSession).delete()
        else:
            session.get_one(Account, member.id).suspended_until = clock.now() + timedelta(days=1)
    assert not socket.ask("watch", {"topic": place.topic})
    assert node.connections.all() == []
    db.session.close()


@pytest.mark.parametrize("is_watching", [True, False])
def test_when_revocations_may_have_been_missed_everybody_is_asked_again(
    socket_for, place, node, is_watching
):
    gone, lost, kept = make_account(), make_account(), make_account()
    topic = place.topic if is_watching else None
    sockets = [socket_for(one, watching=topic) for one in (gone, lost, kept)]
    place.refused.add(lost.id)
    with atomic() as session:
        session.get_one(Account, gone.id).suspended_until = clock.now() + timedelta(days=1)
    topics.recheck_people(node)
    assert {one.account_id for one in node.connections.all()} == {lost.id, kept.id}
    _push(place)
    assert [len(socket.heard()) for socket in sockets] == [0, 0, int(is_watching)]


def test_a_client_cannot_say_goodbye_in_the_servers_name(socket_for, place, node):
    member = make_account()
    socket = socket_for(member, watching=place.topic)
    socket.emit("disconnect", "io client disconnect")
    socket.emit("connect", {"after": 0})
    assert len(node.connections.all()) == 1
    place.refused.add(member.id)
    services.recheck(place.topic)
    _push(place)
    assert socket.heard() == []
