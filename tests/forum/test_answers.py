"""Choosing the solution, and saying what helped."""

import pytest

from app.core.errors import Forbidden, FormRefused
from app.forum.services import answers
from app.threads.queries.access import access_thread
from app.threads.queries.posts import post_item, posts_of_page
from app.threads.services import removals
from tests.factories import make_account, seen_by
from tests.factories.forum import make_post, make_thread


def _head(thread_id):
    return access_thread(seen_by(make_account()), thread_id)


def _helped(thread_id, post_id):
    item = post_item(_head(thread_id), post_id)
    return item.usefulness if item else None


def test_the_asker_chooses_changes_and_clears_the_solution():
    asker = make_account()
    thread_id = make_thread(author=asker)
    first, second = make_post(thread_id=thread_id), make_post(thread_id=thread_id)

    answers.accept_answer(seen_by(asker), thread_id, first)
    assert _head(thread_id).featured_id == first
    answers.accept_answer(seen_by(asker), thread_id, second)
    assert _head(thread_id).featured_id == second
    answers.clear_solution(seen_by(asker), thread_id)
    assert _head(thread_id).featured_id is None


def test_nobody_else_chooses_the_solution():
    thread_id = make_thread()
    answer = make_post(thread_id=thread_id)
    with pytest.raises(Forbidden):
        answers.accept_answer(seen_by(make_account()), thread_id, answer)


def test_a_reply_is_no_solution():
    asker = make_account()
    thread_id = make_thread(author=asker)
    reply = make_post(thread_id=thread_id, parent_id=make_post(thread_id=thread_id))
    with pytest.raises(FormRefused):
        answers.accept_answer(seen_by(asker), thread_id, reply)


def test_a_solution_that_is_deleted_solves_nothing_any_more():
    asker, helper = make_account(), make_account()
    thread_id = make_thread(author=asker)
    answer = make_post(thread_id=thread_id, author=helper)
    answers.accept_answer(seen_by(asker), thread_id, answer)

    removals.delete_post(seen_by(helper), answer)

    assert _head(thread_id).featured_id is None
    assert _head(thread_id).answer_count == 0


def test_helpful_counts_each_person_once_and_can_be_taken_back():
    reader, thread_id = make_account(), make_thread()
    answer = make_post(thread_id=thread_id)

    answers.mark_helpful(seen_by(reader), answer)
    answers.mark_helpful(seen_by(reader), answer)
    assert _helped(thread_id, answer) == 1

    answers.unmark_helpful(seen_by(reader), answer)
    answers.unmark_helpful(seen_by(reader), answer)
    assert _helped(thread_id, answer) == 0


def test_nobody_helps_themselves():
    helper = make_account()
    answer = make_post(author=helper)
    with pytest.raises(Forbidden):
        answers.mark_helpful(seen_by(helper), answer)


def test_answers_stand_in_the_order_solution_helpful_oldest():
    asker, reader = make_account(), make_account()
    thread_id = make_thread(author=asker)
    old, helpful, chosen = (make_post(thread_id=thread_id) for _ in range(3))
    answers.mark_helpful(seen_by(reader), helpful)
    answers.accept_answer(seen_by(asker), thread_id, chosen)

    def order(name):
        items = posts_of_page(_head(thread_id), page=1, order=name).items
        return [item.id for item in items if not item.is_opening]

    assert order("aide") == [chosen, helpful, old]
    assert order("temps") == [old, helpful, chosen]
