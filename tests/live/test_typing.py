"""Who writes: shown to those who may know, bounded, and gone with whoever goes."""

from dataclasses import replace

import pytest

from app.accounts import services as accounts
from app.accounts.queries import blocked_with
from app.live import services
from app.live.nodes.node import NO_SOURCE
from app.live.presence import typing
from tests.factories import make_account, seen_by

LOSSES = {
    "all sockets closed": lambda account, _topic: services.disconnect(account_ids=[account.id]),
    "a right lost": lambda account, _topic: services.recheck_account(account.id),
    "the audience asked again": lambda _account, topic: services.recheck(topic),
    "hidden": lambda account, _topic: services.recheck_presence(account.id),
}


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    """Let nobody wait."""
    monkeypatch.setattr(typing, "SECONDS", 0.0)


def _said(socket):
    return [data["names"] for name, data in socket.heard() if name == "typing"]


def _writer(socket_for, place, name="Léa"):
    account = make_account(display_name=name)
    socket = socket_for(account, watching=place.topic)
    socket.emit("typing", {"topic": place.topic})
    return account, socket


@pytest.mark.parametrize("lose", LOSSES.values(), ids=LOSSES)
def test_who_loses_the_place_is_at_once_shown_writing_no_more(socket_for, place, lose):
    reading = socket_for(make_account(), watching=place.topic)
    account, _socket = _writer(socket_for, place)
    lose(account, place.topic)
    assert _said(reading) == [["Léa"], []]


def test_several_are_named_and_more_are_many(socket_for, place):
    reading = socket_for(make_account(), watching=place.topic)
    for name in ("Léa", "Karim", "Odile"):
        _writer(socket_for, place, name)
    assert _said(reading)[-1] == ["Léa", "Karim", "Odile"]
    _writer(socket_for, place, "Georges")
    assert reading.heard()[-1][1]["more"]
    for _one in range(5):
        _writer(socket_for, place)
    assert reading.heard() == [], "more of them are no news"


def test_who_goes_or_stops_is_shown_no_more(socket_for, place, node, monkeypatch):
    reading = socket_for(make_account(), watching=place.topic)
    _account, socket = _writer(socket_for, place)
    socket.disconnect()
    node.show_company()
    assert _said(reading) == [["Léa"], []]
    monkeypatch.setattr(typing, "FRESH_SECONDS", -1.0)
    _writer(socket_for, place)
    node.show_company()
    assert _said(reading) == [["Léa"], []]


def test_what_somebody_publishes_ends_their_writing(socket_for, place):
    reading = socket_for(make_account(), watching=place.topic)
    account, _socket = _writer(socket_for, place)
    services.push(place.topic, "post.added", {"ref": "x"}, written_by=account.id)
    assert [name for name, _data in reading.heard()] == ["typing", "typing", "post.added"]


def test_nobody_is_shown_writing_across_a_block(socket_for, place, node):
    node.source = replace(NO_SOURCE, silent_towards=blocked_with)
    blocked = make_account()
    sockets = [socket_for(one, watching=place.topic) for one in (blocked, make_account())]
    writer = make_account(display_name="Léa")
    accounts.block(seen_by(blocked), writer.handle)
    writing = socket_for(writer, watching=place.topic)
    writing.emit("typing", {"topic": place.topic})
    _writer(socket_for, place, "Karim")
    assert [_said(socket)[-1] for socket in sockets] == [["Karim"], ["Léa", "Karim"]]


def test_who_has_just_come_is_told_who_writes(socket_for, place, node):
    _writer(socket_for, place)
    node.show_company()
    reading = socket_for(make_account(), watching=place.topic)
    node.show_company()
    assert _said(reading) == [["Léa"]]
    node.show_company()
    assert reading.heard() == []


def test_many_signs_are_one_message_in_two_seconds(socket_for, place, node, monkeypatch):
    monkeypatch.setattr(typing, "SECONDS", 1e9)  # longer than any machine has been up
    reading = socket_for(make_account(), watching=place.topic)
    for number in range(3):
        _writer(socket_for, place, f"Personne {number}")
    assert _said(reading) == [["Personne 0"]]
    monkeypatch.setattr(typing, "SECONDS", 0.0)
    node.show_company()
    assert _said(reading) == [["Personne 0", "Personne 1", "Personne 2"]]


def test_on_a_topic_that_is_no_gathering_nobody_is_seen(socket_for, node):
    reading = socket_for(make_account(), watching="forum.list:0")
    writing = socket_for(make_account(), watching="forum.list:0")
    writing.emit("typing", {"topic": "forum.list:0"})
    node.show_company()
    assert reading.heard() == []
