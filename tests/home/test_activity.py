"""The small picture of what goes on in a group: drawn on the server, and said in words."""

import re
from datetime import timedelta

import pytest

from app.core import clock
from app.core.transaction import atomic
from app.home.fragments.activity import HEIGHT, WEEKS, bars
from app.threads.models import Post, Thread
from app.web.fragments import forget_fragments
from app.web.visitor_cache import forget_pages
from tests.conftest import ClientFor, Queries
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group


def _written(group, *, weeks_ago: int) -> int:
    """Write a thread that many weeks ago."""
    thread_id = make_thread(group=group)
    at = clock.now() - timedelta(weeks=weeks_ago, hours=1)
    with atomic() as session:
        session.query(Post).filter_by(thread_id=thread_id).update({"created_at": at})
        session.get_one(Thread, thread_id).active_at = at
    return thread_id


def _heights(page: str) -> list[int]:
    """Return how high the bars of a page are."""
    return [int(height) for height in re.findall(r'activity-week"[^>]*height="(\d+)"', page)]


def test_a_group_shows_how_much_was_said_in_each_week(client_for: ClientFor):
    group = make_group()
    make_post(thread_id=make_thread(group=group))
    _written(group, weeks_ago=2)
    _written(group, weeks_ago=WEEKS + 1)
    make_thread()
    page = client_for(None).get(f"/groupes/{group.slug}").text
    assert _heights(page) == [0] * (WEEKS - 3) + [HEIGHT // 2, 0, HEIGHT]
    assert "3 messages en douze semaines" in page
    assert "dont 2 cette semaine" in page
    assert 'role="img"' in page
    assert " style=" not in page.partition('class="activity"')[2].partition("</figure>")[0]


def test_a_silent_group_says_so(client_for: ClientFor):
    page = client_for(None).get(f"/groupes/{make_group().slug}").text
    assert "Rien n’a été écrit ces douze dernières semaines" in page


def test_outsiders_do_not_learn_how_much_is_said_in_a_private_group(client_for: ClientFor):
    group = make_group(visibility="members")
    make_thread(group=group)
    assert "douze" not in client_for(None).get(f"/groupes/{group.slug}").text


def test_it_is_asked_once_an_hour(client_for: ClientFor, queries: Queries):
    group = make_group()
    make_thread(group=group)
    client = client_for(None)
    first = client.get(f"/groupes/{group.slug}").text
    make_thread(group=group)
    assert _heights(client.get(f"/groupes/{group.slug}?onglet=recentes").text) == _heights(first)
    forget_fragments()
    forget_pages(None)
    with queries(at_most=9):
        page = client.get(f"/groupes/{group.slug}").text
    assert "2 messages en douze semaines" in page


@pytest.mark.parametrize(
    ("counts", "heights"),
    [((0, 0), [0, 0]), ((1, 1000), [2, 40]), ((3, 3), [40, 40]), ((1, 2, 4), [10, 20, 40])],
)
def test_what_is_not_nothing_is_seen(counts: tuple[int, ...], heights: list[int]):
    drawn = bars(counts)
    assert [bar.height for bar in drawn] == heights
    assert {bar.y + bar.height for bar in drawn} == {HEIGHT}
