"""How many read along."""

from app.live import readers, services
from tests.factories.accounts import make_account


def _from_elsewhere(node, topic: str, count: int, who: str = "other") -> None:
    node.readers.hear({"topic": topic, "node": who, "count": count})


def test_people_are_counted_not_tabs_and_told_once(socket_for, place, node):
    member = make_account()
    first = socket_for(member, watching=place.topic)
    socket_for(member, watching=place.topic)
    socket_for(make_account(), watching=place.topic)
    assert first.heard() == []
    node.readers.tick()
    assert first.heard() == [("readers", {"topic": place.topic, "count": 2})]
    node.readers.tick()
    assert first.heard() == []


def test_the_count_falls_when_somebody_goes(socket_for, place, node):
    staying = socket_for(make_account(), watching=place.topic)
    leaving = socket_for(make_account(), watching=place.topic)
    node.readers.tick()
    leaving.disconnect()
    node.readers.tick()
    assert [payload["count"] for _name, payload in staying.heard()] == [2, 1]
    assert services.readers(place.topic) == 1


def test_other_nodes_are_added_until_they_fall_silent(socket_for, place, node, monkeypatch):
    reader = socket_for(make_account(), watching=place.topic)
    node.readers.tick()
    reader.heard()
    _from_elsewhere(node, place.topic, 4)
    _from_elsewhere(node, place.topic, 7, who="third")
    node.readers.tick()
    assert reader.heard() == [("readers", {"topic": place.topic, "count": 12})]
    monkeypatch.setattr(readers, "_FORGET_SECONDS", -1.0)
    monkeypatch.setattr(readers, "_RENEW_SECONDS", -1.0)
    node.readers.tick()
    node.readers.tick()
    assert services.readers(place.topic) == 1


def test_counts_for_topics_nobody_watches_here_are_not_kept(node, place):
    _from_elsewhere(node, place.topic, 4)
    assert services.readers(place.topic) == 0
