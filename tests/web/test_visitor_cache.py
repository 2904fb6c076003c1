"""Pages kept for visitors: never older than what was forgotten, never more than there is room."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from app.web import visitor_cache
from app.web.kept_requests import RequestKey
from app.web.visitor_cache import Kept, VisitorCache

pytestmark = pytest.mark.no_app


def _key(path: str, query: str = "") -> RequestKey:
    return RequestKey("", "https", path, query, "fr", "gzip", "")


def _page(*tags: str, size=1000, is_search=False):
    return Kept(headers=[], body=b"x" * size, tags=frozenset(tags), is_search=is_search)


PAGE, OTHER, THIRD = _key("/a"), _key("/b"), _key("/c")


def test_a_page_made_before_something_was_forgotten_is_not_kept_after_it():
    cache = VisitorCache()
    begun = cache.generation
    cache.forget(["lists"])
    cache.keep(PAGE, _page("lists"), generation=begun)
    assert cache.find(PAGE) is None
    cache.keep(PAGE, _page("lists"), generation=cache.generation)
    assert cache.find(PAGE) is not None


def test_the_page_nobody_asked_for_longest_makes_room(monkeypatch):
    monkeypatch.setattr(visitor_cache, "ROOM_BYTES", 25_000)
    cache = VisitorCache()
    for key in (PAGE, OTHER):
        cache.keep(key, _page("lists", size=8000), generation=0)
    cache.find(PAGE)
    cache.keep(THIRD, _page("lists", size=8000), generation=0)
    assert [cache.find(key) is None for key in (PAGE, OTHER, THIRD)] == [False, True, False]
    assert 16_000 < cache.pages.currsize < 20_000
    cache.forget(["lists"])
    assert (cache.pages.currsize, len(cache.pages), cache.pages.by_tag.get("lists", set())) == (
        0,
        0,
        set(),
    )


def test_what_is_larger_than_all_the_room_is_not_kept_and_pushes_nothing_out(monkeypatch):
    monkeypatch.setattr(visitor_cache, "ROOM_BYTES", 10_000)
    cache = VisitorCache()
    cache.keep(PAGE, _page("lists"), generation=0)
    cache.keep(OTHER, _page("lists", size=20_000), generation=0)
    assert [cache.find(key) is None for key in (PAGE, OTHER)] == [False, True]


def test_searches_push_out_no_pages_and_are_forgotten_with_them(monkeypatch):
    monkeypatch.setattr(visitor_cache, "ROOM_BYTES", 25_000)
    monkeypatch.setattr(visitor_cache, "SEARCH_BYTES", 25_000)
    cache = VisitorCache()
    cache.keep(PAGE, _page("forum.thread:12"), generation=0)
    searches = [_key("/recherche", f"q={number}") for number in range(50)]
    for key in searches:
        cache.keep(key, _page("search", is_search=True), generation=0)
    assert [cache.find(key) is None for key in (PAGE, searches[-1])] == [False, False]
    cache.forget(["search"])
    assert [cache.find(key) is None for key in (PAGE, searches[-1])] == [False, True]


def test_what_a_page_is_kept_under_takes_room_as_well():
    cache = VisitorCache()
    cache.keep(_key("/recherche", "q=" + "a" * 3000), _page(size=10), generation=0)
    assert cache.pages.currsize > 3000


def test_a_page_is_kept_until_it_says_something_else_by_itself():
    noon, cache = datetime(2027, 3, 3, 12, tzinfo=UTC), VisitorCache()
    with time_machine.travel(noon, tick=False) as now:
        ending = _page("forum.thread:12")
        ending.until = noon + timedelta(hours=1)
        cache.keep(PAGE, ending, generation=0)
        cache.keep(OTHER, _page("forum.thread:12"), generation=0)
        now.shift(timedelta(minutes=59))
        assert cache.find(PAGE) is ending
        now.shift(timedelta(minutes=1))
        assert cache.find(PAGE) is None
        assert cache.find(OTHER) is not None
        cache.keep(PAGE, _page(), generation=0)
        assert cache.find(PAGE) is not None, "what is true from then on takes its place"
