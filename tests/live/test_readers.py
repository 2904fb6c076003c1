"""How many read along."""

import pytest

from app.live import services
from app.live.presence import readers
from tests.factories.accounts import make_account


def _from_elsewhere(node, topic: str, count: int, who: str = "other") -> None:
    node.readers.hear({"topic": topic, "node": who, "count": count})


def test_people_are_counted_not_tabs_and_told_once(socket_for, place, node):
    member = make_account()
    first = socket_for(member, watching=place.topic)
    socket_for(member, watching=place.topic)
    socket_for(make_account(), watching=place.topic)
    assert first.heard() == []
    node.show_company()
    assert first.heard() == [("readers", {"topic": place.topic, "count": 2})]
    node.show_company()
    assert first.heard() == []


def test_the_count_falls_when_somebody_goes(socket_for, place, node):
    staying = socket_for(make_account(), watching=place.topic)
    leaving = socket_for(make_account(), watching=place.topic)
    node.show_company()
    leaving.disconnect()
    node.show_company()
    assert [payload["count"] for _name, payload in staying.heard()] == [2, 1]
    assert services.readers(place.topic) == 1


def test_other_nodes_are_added_until_they_fall_silent(socket_for, place, node, monkeypatch):
    reader = socket_for(make_account(), watching=place.topic)
    node.show_company()
    reader.heard()
    _from_elsewhere(node, place.topic, 4)
    _from_elsewhere(node, place.topic, 7, who="third")
    node.show_company()
    assert reader.heard() == [("readers", {"topic": place.topic, "count": 12})]
    monkeypatch.setattr(readers, "_FORGET_SECONDS", -1.0)
    monkeypatch.setattr(readers, "_RENEW_SECONDS", -1.0)
    node.show_company()
    node.show_company()
    assert services.readers(place.topic) == 1


def test_counts_for_topics_nobody_watches_here_are_not_kept(node, place):
    _from_elsewhere(node, place.topic, 4)
    assert services.readers(place.topic) == 0


@pytest.mark.parametrize(("count", "told"), [(99, 99), (101, 100), (129, 120), (4999, 4900)])
def test_large_counts_are_told_in_round_numbers(count, told):
    assert readers.rounded(count) == told


def test_a_count_that_reads_the_same_is_told_to_newcomers_only(
    socket_for, place, node, monkeypatch
):
    monkeypatch.setattr(readers, "EXACT", 2)
    first, *_more = [socket_for(make_account(), watching=place.topic) for _ in range(10)]
    node.show_company()
    newcomer = socket_for(make_account(), watching=place.topic)
    node.show_company()
    told = [("readers", {"topic": place.topic, "count": 10})]
    assert first.heard() == told
    assert newcomer.heard() == told


def test_nobody_is_counted_where_people_do_not_gather(socket_for, node):
    reading = socket_for(make_account(), watching="forum.list:0")
    node.show_company()
    assert reading.heard() == []
