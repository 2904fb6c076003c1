"""Sockets: who may have one, what they may ask, and what reaches them."""

from datetime import timedelta

import pytest

from app.accounts.models import Account
from app.core import clock
from app.core.i18n import language
from app.core.transaction import atomic
from app.live import services
from app.live.subscriptions import topics
from tests.factories.accounts import make_account

NO_TOPICS: list[object] = [None, "", 7, True, [], ["tests.place:1"], {}]
NO_TOPICS += [{"topic": None}, {"topic": ["tests.place:1"]}, {"topic": {"deep": [[[[1]]]]}}]
NO_TOPICS += [{"topic": "x" * 5000}, {"topic": "tests.place:1' OR 1"}, {"topic": b"tests.place:1"}]
NO_TOPICS += [{"topic": "tests.place:99999999999999999999"}]

NO_NUMBERS: list[object] = [None, "", "12", 12, [1], {"before": 1}, {"after": "1"}, {"after": [1]}]
NO_NUMBERS += [{"after": -1}, {"after": True}, {"after": 2**80}, {"after": 1.5}, {"after": {}}]


def test_a_guest_gets_no_socket(socket_for):
    assert not socket_for(None).is_connected()


def test_a_suspended_member_gets_no_socket(socket_for):
    suspended = make_account(suspended_until=clock.now() + timedelta(days=1))
    assert not socket_for(suspended).is_connected()


def test_a_watcher_hears_what_is_pushed_and_nobody_else_does(socket_for, place):
    reader, stranger = socket_for(make_account(), watching=place.topic), socket_for(make_account())
    services.push(place.topic, "post.added", {"ref": "forum.post:1"})
    assert reader.heard() == [("post.added", {"ref": "forum.post:1"})]
    assert stranger.heard() == []


def test_whoever_may_not_see_a_topic_may_not_watch_it(socket_for, place):
    stranger = make_account()
    place.refused.add(stranger.id)
    socket = socket_for(stranger)
    assert not socket.ask("watch", {"topic": place.topic})
    services.push(place.topic, "post.added", {"ref": "forum.post:1"})
    assert socket.heard() == []


def test_a_right_lost_since_the_page_was_opened_is_lost_for_the_socket(socket_for, place):
    reader = make_account()
    socket = socket_for(reader, watching=place.topic)
    assert socket.ask("unwatch", {"topic": place.topic})
    place.refused.add(reader.id)
    assert not socket.ask("watch", {"topic": place.topic})


def test_html_is_rendered_once_for_each_language_that_is_read(socket_for, place):
    rendered: list[str] = []

    def render() -> dict[str, str]:
        rendered.append(language())
        return {"html": rendered[-1]}

    french = [socket_for(make_account(), watching=place.topic) for _ in range(3)]
    english = socket_for(make_account(), watching=place.topic, language="en")
    services.push(place.topic, "post.added", render)
    assert sorted(rendered) == ["en", "fr"]
    assert english.heard() == [("post.added", {"html": "en"})]
    assert all(socket.heard() == [("post.added", {"html": "fr"})] for socket in french)


@pytest.mark.parametrize("data", NO_TOPICS)
@pytest.mark.parametrize("event", ["watch", "unwatch", "typing"])
def test_what_is_not_a_topic_is_refused_without_harm(socket_for, place, event, data):
    socket = socket_for(make_account(), watching=place.topic)
    other = socket_for(make_account(), watching=place.topic)
    answer = socket.emit(event, data, callback=event != "typing")
    assert event != "watch" or answer == {"ok": False}
    assert other.heard() == []
    assert socket.ask("watch", {"topic": place.topic})


@pytest.mark.parametrize("auth", NO_NUMBERS)
def test_a_strange_greeting_is_taken_as_no_number(socket_for, node, auth):
    socket = socket_for(make_account(), auth=auth)
    assert socket.is_connected()
    assert [one.last_seq for one in node.connections.all()] == [0]
    assert socket.heard() == []


def test_a_socket_watches_twenty_topics_and_no_more(socket_for, place, monkeypatch):
    monkeypatch.setattr(place, "access", lambda *_any: None)
    monkeypatch.setattr(topics, "may_watch", lambda *_any: True)
    socket = socket_for(make_account())
    answers = [socket.ask("watch", {"topic": f"tests.place:{n}"}) for n in range(21)]
    assert answers == [True] * 20 + [False]


def test_others_see_that_somebody_writes_but_not_too_often(socket_for, place):
    writer = make_account(display_name="Léa")
    writing = socket_for(writer, watching=place.topic)
    second_tab = socket_for(writer, watching=place.topic)
    reading = socket_for(make_account(), watching=place.topic)
    for _each in range(5):
        writing.emit("typing", {"topic": place.topic})
    assert reading.heard() == [("typing", {"topic": place.topic, "names": ["Léa"], "more": False})]
    assert writing.heard() == second_tab.heard() == []


def test_nobody_is_seen_writing_where_they_do_not_watch(socket_for, place):
    reading = socket_for(make_account(), watching=place.topic)
    socket_for(make_account()).emit("typing", {"topic": place.topic})
    assert reading.heard() == []


def test_a_bug_at_the_door_of_a_topic_is_a_no_and_the_socket_lives_on(socket_for, place, caplog):
    socket = socket_for(make_account())
    place.meanwhile = lambda: 1 / 0
    assert not socket.ask("watch", {"topic": place.topic})
    assert "A socket event failed." in caplog.text
    place.meanwhile = lambda: None
    assert socket.ask("watch", {"topic": place.topic})


def test_who_is_suspended_while_writing_is_sent_away_instead_of_shown(socket_for, place, node):
    writer = make_account()
    writing = socket_for(writer, watching=place.topic)
    reading = socket_for(make_account(), watching=place.topic)
    with atomic() as session:
        account = session.get_one(Account, writer.id)
        account.suspended_until = clock.now() + timedelta(days=1)
    writing.emit("typing", {"topic": place.topic})
    assert reading.heard() == []
    staying = {one.account_id for one in node.connections.all()}
    assert staying
    assert writer.id not in staying


@pytest.mark.parametrize("says", ["me", None, "7", True, {}])
def test_a_page_of_the_person_signed_in_gets_a_socket(socket_for, says):
    member = make_account()
    account = member.id if says == "me" else says
    assert socket_for(member, auth={"after": 0, "account": account}).is_connected()


def test_a_page_left_open_by_somebody_else_gets_no_socket(socket_for, node):
    former, now = make_account(), make_account()
    assert not socket_for(now, auth={"after": 0, "account": former.id}).is_connected()
    assert node.connections.all() == []
