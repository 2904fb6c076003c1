"""A clock that is put back by an hour: what is written now still comes after what was before."""

from datetime import timedelta

import time_machine

from app.core import clock
from app.threads.queries.access import access_thread
from app.threads.queries.posts import posts_after
from tests.factories import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group

HOUR = timedelta(hours=1)


def _order(client) -> list[int]:
    page = client.get("/questions?onglet=recentes").text
    places = {number: page.find(f'href="/questions/{number}-') for number in range(1, 20)}
    return sorted((one for one in places if places[one] >= 0), key=lambda one: places[one])


def test_threads_and_posts_keep_their_order_when_the_clock_is_put_back(client_for):
    group = make_group()
    with time_machine.travel(clock.now(), tick=False) as traveller:
        older, newer = (make_thread(group=group) for _ in range(2))
        traveller.shift(-HOUR)
        first = make_post(thread_id=older)
        newest = make_thread(group=group)
        second = make_post(thread_id=older)
        assert _order(client_for(None)) == [older, newest, newer]
        head = access_thread(seen_by(make_account()), older)
        assert [item.id for item in posts_after(head, 1)] == [first, second]
        moments = [item.created_at for item in posts_after(head, 0)]
        assert moments == sorted(moments)


def test_a_list_hears_of_threads_that_were_opened_after_the_clock_was_put_back(client_for):
    reader = make_account()
    with time_machine.travel(clock.now(), tick=False) as traveller:
        since = int(clock.now().timestamp() * 1000)
        make_thread()
        traveller.shift(-HOUR)
        opened = make_thread()
        query = {"onglet": "recentes", "depuis": since}
        fresh = client_for(reader).get("/questions/fraiches", query_string=query).get_json()
    assert opened in [one["id"] for one in fresh["threads"]]


def test_a_clock_that_was_a_year_ahead_is_not_believed():
    with time_machine.travel(clock.now() + timedelta(days=365), tick=False):
        make_thread()
    before = clock.now()
    thread_id = make_thread()
    assert access_thread(seen_by(make_account()), thread_id).active_at - before < HOUR
