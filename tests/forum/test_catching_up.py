"""Catching up after an absence: what a browser asks for, and gets in the order of writing."""

import re

from app.threads.queries.access import access_thread
from app.threads.services.posts import edit_post
from app.threads.views import threads
from tests.factories import make_account
from tests.factories.accounts import seen_by
from tests.factories.forum import make_post, make_thread


def _news(client, thread_id, query):
    address = f"/questions/{thread_id}/nouveautes{query}"
    return client.get(address, headers={"X-Fragment": "1"}).text


def _numbers(client, thread_id, query):
    news = _news(client, thread_id, query)
    return [int(number) for number in re.findall(r'data-number="(\d+)"', news)]


def _state(client, thread_id):
    """Return the version of a thread, and the last number of a post that it is said to know."""
    news = _news(client, thread_id, "")
    (last_number,) = re.findall(r'data-last-number="(\d+)"', news)
    (version,) = re.findall(r'data-version="(\d+)"', news)
    return int(version), int(last_number)


def test_posts_after_a_number_come_in_the_order_of_writing(client_for):
    thread_id = make_thread()
    for _place in range(3):
        make_post(thread_id=thread_id)
    client = client_for(make_account())

    assert _numbers(client, thread_id, "?apres=2") == [3, 4]
    assert _numbers(client, thread_id, "?apres=1&nombre=1") == [2]
    assert _numbers(client, thread_id, "?apres=4") == []


def test_a_strange_question_is_answered_like_a_plain_one(client_for):
    thread_id = make_thread()
    client = client_for(make_account())

    assert _numbers(client, thread_id, "?apres=-9&nombre=-9") == [1]
    assert _numbers(client, thread_id, "?apres=x&nombre=x") == [1]


def test_a_post_that_comes_meanwhile_does_not_stand_for_an_edit_that_was_missed(
    client_for, monkeypatch
):
    author, reader, thread_id = make_account(), make_account(), make_thread()
    post_id = make_post(thread_id=thread_id, author=author)
    client = client_for(reader)
    version, number = _state(client, thread_id)
    edit_post(seen_by(author), post_id, body="Lost on its way to this page.")

    head = access_thread(seen_by(reader), thread_id)
    make_post(thread_id=thread_id)  # committed between the two questions of one request
    monkeypatch.setattr(threads, "asked_thread", lambda _thread_id: head)
    assert _numbers(client, thread_id, f"?apres={number}") == [number + 1]
    assert _state(client, thread_id) == (version + 1, number)
