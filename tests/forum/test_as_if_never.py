"""A post that is gone leaves no trace in the lists: as if it had never been."""

import re
from datetime import timedelta

import pytest
import time_machine

from app.core import clock
from app.core.viewer import Right
from app.forum.queries.lists import TABS, ListFilter, latest_lines
from app.forum.queries.thread_items import latest_threads, threads_by_id
from app.forum.services import answers
from app.threads.services import follows, removals
from app.threads.services.counters import recount
from tests.conftest import ClientFor
from tests.factories import make_account, seen_by
from tests.factories.forum import REASON, make_post, make_thread
from tests.factories.groups import make_group

YEAR = timedelta(days=365)


@pytest.fixture
def moderator():
    return make_account(rights=(Right.CONTENT_MODERATE,))


def _of(thread_id: int):
    """Return what a list says of a thread."""
    (item,) = threads_by_id(seen_by(None), [thread_id])
    return item


def _facts(thread_id: int) -> tuple[object, ...]:
    """Return what must not change when a post comes and goes."""
    item = _of(thread_id)
    return (
        item.active_at,
        item.last_author.id,
        item.answer_count,
        item.reply_count,
        item.helpful_count,
    )


@pytest.mark.parametrize("is_reply", [False, True])
@pytest.mark.parametrize("by_author", [False, True])
def test_spam_in_an_old_thread_leaves_its_place_as_it_was(moderator, is_reply, by_author):
    with time_machine.travel(clock.now() - YEAR, tick=False):
        old = make_thread()
        answer = make_post(thread_id=old)
    new, before = make_thread(), _facts(old)
    spammer = make_account()
    spam = make_post(thread_id=old, author=spammer, parent_id=answer if is_reply else None)
    assert [item.id for item in latest_threads(seen_by(None), ListFilter()).items] == [old, new]
    removals.delete_post(seen_by(spammer if by_author else moderator), spam, reason=REASON)
    assert _facts(old) == before
    assert [item.id for item in latest_threads(seen_by(None), ListFilter()).items] == [new, old]
    assert recount() == 0


def test_the_last_of_two_that_is_left_is_the_last(moderator):
    thread_id = make_thread()
    first, second = make_account(), make_account()
    make_post(thread_id=thread_id, author=first)
    gone = make_post(thread_id=thread_id, author=second)
    removals.delete_post(seen_by(moderator), gone, reason=REASON)
    assert _of(thread_id).last_author.id == first.id
    make_post(thread_id=thread_id, author=second)
    assert _of(thread_id).last_author.id == second.id


def test_a_question_whose_only_answer_is_gone_waits_again(moderator):
    thread_id = make_thread()
    spam = make_post(thread_id=thread_id)
    answers.mark_helpful(seen_by(make_account()), spam)
    listed: dict[str, list[int]] = {}
    removals.delete_post(seen_by(moderator), spam, reason=REASON)
    for tab in TABS:
        listed[tab] = [line.id for line in latest_lines(seen_by(None), ListFilter(tab=tab)).items]
    assert listed["sans-reponse"] == [thread_id]
    assert listed["utiles"] == listed["resolues"] == []


def _news(client_for: ClientFor, reader) -> list[str]:
    """Return what the rows of the list say is new to somebody."""
    page = client_for(reader).get("/questions").text
    return re.findall(r"(\d+) nouveaux? messages?", page)


def test_read_up_to_the_question_then_four_answers_two_of_them_deleted(
    client_for: ClientFor, moderator
):
    reader, group = make_account(), make_group()
    thread_id = make_thread(group=group)
    follows.mark_read(seen_by(reader), thread_id, 1)
    added = [make_post(thread_id=thread_id) for _ in range(4)]
    assert _news(client_for, reader) == ["4"]
    for gone in added[1:3]:
        removals.delete_post(seen_by(moderator), gone, reason=REASON)
    assert _of(thread_id).answer_count == 2
    assert _news(client_for, reader) == ["2"]
    follows.mark_read(seen_by(reader), thread_id, 5)
    assert _news(client_for, reader) == []


def test_ones_own_posts_are_never_new_to_oneself(client_for: ClientFor):
    reader = make_account()
    thread_id = make_thread(author=reader)
    make_post(thread_id=thread_id)
    make_post(thread_id=thread_id, author=reader)
    assert _news(client_for, reader) == ["1"]
    follows.mark_read(seen_by(reader), thread_id, 2)
    assert _news(client_for, reader) == []


def test_a_row_and_its_page_count_the_same_contributions(client_for: ClientFor, moderator):
    thread_id = make_thread(kind="discussion")
    first = make_post(thread_id=thread_id)
    make_post(thread_id=thread_id, parent_id=first)
    removals.delete_post(seen_by(moderator), make_post(thread_id=thread_id), reason=REASON)
    client = client_for(None)
    page = client.get(f"/questions/{thread_id}", follow_redirects=True).text
    assert "2 contributions" in page
    assert "2 contributions" in client.get("/questions").text


def test_a_row_names_each_with_the_time_of_their_own_act(client_for: ClientFor):
    asker, helper = make_account(display_name="Georges"), make_account(display_name="Fatou")
    with time_machine.travel("2026-01-05T10:00Z", tick=False):
        thread_id = make_thread(author=asker)
    with time_machine.travel("2026-02-07T10:00Z", tick=False):
        make_post(thread_id=thread_id, author=helper)
    row = client_for(None).get("/questions").text.partition("data-thread-row")[2]
    said = re.sub(r"\s+", " ", row)
    assert re.search(r'<span><bdi>Georges</bdi> <time datetime="2026-01-05', said)
    assert re.search(r'Dernier message\s:\sFatou <time datetime="2026-02-07', said)
