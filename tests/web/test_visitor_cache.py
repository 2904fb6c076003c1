"""Pages kept for visitors: never older than what was forgotten, never more than there is room."""

import pytest

from app.web import visitor_cache
from app.web.visitor_cache import VisitorCache, _Kept

pytestmark = pytest.mark.no_app
PAGE, OTHER = ("/a",), ("/b",)


def _page(*tags: str, size=10):
    return _Kept(headers=[], body=b"x" * size, tags=frozenset(tags))


def test_a_page_made_before_something_was_forgotten_is_not_kept_after_it():
    cache = VisitorCache(cookie=b"entraide")
    begun = cache.generation
    cache.forget(["lists"])
    cache.keep(PAGE, _page("lists"), generation=begun)
    assert cache.find(PAGE) is None
    cache.keep(PAGE, _page("lists"), generation=cache.generation)
    assert cache.find(PAGE) is not None


def test_the_page_nobody_asked_for_longest_makes_room(monkeypatch):
    monkeypatch.setattr(visitor_cache, "ROOM_BYTES", 25)
    cache = VisitorCache(cookie=b"entraide")
    for key in (PAGE, OTHER):
        cache.keep(key, _page("lists"), generation=0)
    cache.find(PAGE)
    cache.keep(("/c",), _page("lists"), generation=0)
    assert [cache.find(key) is None for key in (PAGE, OTHER, ("/c",))] == [False, True, False]
    assert cache.size_bytes == 20
    cache.forget(["lists"])
    assert (cache.size_bytes, len(cache.pages), cache.by_tag.get("lists", set())) == (0, 0, set())
