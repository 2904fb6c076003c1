"""Catching up after an absence: what a browser asks for, and gets in the order of writing."""

import re

from tests.factories import make_account
from tests.factories.forum import make_post, make_thread


def _numbers(client, thread_id, query):
    answer = client.get(f"/questions/{thread_id}/nouveautes{query}", headers={"X-Fragment": "1"})
    return [int(number) for number in re.findall(r'data-number="(\d+)"', answer.text)]


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
