"""Stored counters agree with what they count."""

import sqlalchemy as sa

from app.core.transaction import atomic
from app.forum.services import answers
from app.threads.models import Post, Thread
from app.threads.queries.access import access_thread
from app.threads.services import removals
from app.threads.services.counters import recount
from tests.factories import make_account, seen_by
from tests.factories.forum import make_post, make_thread


def test_recounting_after_any_sequence_of_acts_changes_nothing():
    helper, thread_id = make_account(), make_thread()
    first, second = make_post(thread_id=thread_id, author=helper), make_post(thread_id=thread_id)
    make_post(thread_id=thread_id, parent_id=first)
    for reader in (make_account(), make_account()):
        answers.mark_helpful(seen_by(reader), first)
        answers.mark_helpful(seen_by(reader), second)
    removals.delete_post(seen_by(helper), first)
    assert recount() == 0


def test_recounting_puts_a_wrong_count_right():
    thread_id = make_thread()
    post_id = make_post(thread_id=thread_id)
    answers.mark_helpful(seen_by(make_account()), post_id)
    with atomic() as session:
        session.execute(sa.update(Thread).values(answer_count=9, usefulness=9))
        session.execute(sa.update(Post).values(usefulness=9))
    assert recount() == 1
    head = access_thread(seen_by(make_account()), thread_id)
    assert head.answer_count == 1
