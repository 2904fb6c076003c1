"""Answering, replying, editing and deleting."""

from datetime import timedelta

import pytest
import time_machine

from app.core import clock
from app.core.errors import Forbidden, FormRefused, NotFound
from app.forum.queries.facts import question_facts
from app.threads.queries.access import access_thread
from app.threads.queries.history import post_history
from app.threads.queries.posts import post_item, posts_after, posts_of_page
from app.threads.services import moderation, posts, removals
from tests.factories import make_account, seen_by
from tests.factories.forum import edit_question, make_post, make_thread
from tests.factories.groups import make_group


def _shown(thread_id):
    head = access_thread(seen_by(make_account()), thread_id)
    return posts_of_page(head, page=1, order="aide").items


def test_replies_stand_under_what_they_reply_to_as_deep_as_people_go():
    thread_id = make_thread()
    parent = answer = make_post(thread_id=thread_id)
    for _ in range(6):
        parent = make_post(thread_id=thread_id, parent_id=parent)
    late = make_post(thread_id=thread_id, parent_id=answer)

    items = _shown(thread_id)

    assert [item.depth for item in items] == [0, 0, 1, 2, 3, 4, 5, 6, 1]
    assert items[-1].id == late
    assert items[-2].reply_to is not None


def test_numbers_have_no_gap_and_follow_the_order_of_writing():
    thread_id = make_thread()
    ids = [make_post(thread_id=thread_id) for _ in range(3)]
    head = access_thread(seen_by(make_account()), thread_id)
    assert [(item.id, item.number) for item in posts_after(head, 1)] == list(
        zip(ids, (2, 3, 4), strict=True)
    )


def test_a_deleted_post_leaves_a_place_holder_only_where_something_hangs_on_it():
    author, thread_id = make_account(), make_thread()
    lonely = make_post(thread_id=thread_id, author=author)
    answered = make_post(thread_id=thread_id, author=author)
    make_post(thread_id=thread_id, parent_id=answered)

    for post_id in (lonely, answered):
        removals.delete_post(seen_by(author), post_id)

    items = {item.id: item for item in _shown(thread_id)}
    assert lonely not in items
    assert items[answered].is_deleted
    assert str(items[answered].html) == ""


def test_nothing_is_added_to_a_closed_thread_but_by_moderators():
    owner = make_account()
    thread_id = make_thread(group=make_group(owner=owner))
    moderation.close(seen_by(owner), thread_id, reason="Déjà dit")
    with pytest.raises(Forbidden, match="fermé"):
        make_post(thread_id=thread_id)
    make_post(thread_id=thread_id, author=owner)


def test_an_edit_within_five_minutes_leaves_no_trace_and_a_later_one_does():
    author = make_account()
    post_id = make_post(author=author, body="Bonjour à tous")
    posts.edit_post(seen_by(author), post_id, body="Bonjour à toutes et à tous")
    assert post_history(seen_by(author), post_id).changes == ()

    with time_machine.travel(clock.now() + timedelta(minutes=6), tick=False):
        posts.edit_post(seen_by(author), post_id, body="Bonsoir à toutes et à tous")
        (change,) = post_history(seen_by(author), post_id).changes
    kinds = {(span.kind, span.text.strip()) for span in change.spans}
    assert ("removed", "Bonjour") in kinds
    assert ("added", "Bonsoir") in kinds


def test_somebody_else_edits_nothing():
    post_id = make_post()
    with pytest.raises(Forbidden):
        posts.edit_post(seen_by(make_account()), post_id, body="Pas à moi")


@pytest.mark.parametrize("body", ["", "  \n ", "\u200b\u202e", "x" * 20_001])
def test_nothing_or_too_much_is_refused(body):
    with pytest.raises(FormRefused):
        make_post(body=body)


def test_a_reply_to_a_post_of_another_thread_is_not_found():
    with pytest.raises(NotFound):
        make_post(thread_id=make_thread(), parent_id=make_post())


def test_one_post_and_its_page_agree():
    thread_id = make_thread()
    deep = make_post(
        thread_id=thread_id,
        parent_id=make_post(thread_id=thread_id, parent_id=make_post(thread_id=thread_id)),
    )
    head = access_thread(seen_by(make_account()), thread_id)
    item = post_item(head, deep)
    assert item is not None
    assert item.depth == 2


def test_an_edit_that_changes_nothing_leaves_the_post_and_its_thread_as_they_are():
    author = make_account()
    thread_id = make_thread(author=author, title="Où louer un barnum ?", body="Où ?", tags="fête")
    answer = make_post(thread_id=thread_id, author=author, body="À la mairie")
    before = access_thread(seen_by(author), thread_id).version
    opening = _shown(thread_id)[0].id

    posts.edit_post(seen_by(author), answer, body="À la mairie")
    same = {"title": "Où louer un barnum ?", "body": "Où ?"}
    edit_question(seen_by(author), opening, **same, tags="fête")
    assert access_thread(seen_by(author), thread_id).version == before

    edit_question(seen_by(author), opening, **same, tags="fête, barnum")
    head = access_thread(seen_by(author), thread_id)
    assert head.version > before
    assert sorted(tag.name for tag in question_facts(head).tags) == ["barnum", "fête"]
    assert post_history(seen_by(author), opening).changes == ()


def test_nobody_replies_to_what_was_deleted_meanwhile():
    author, thread_id = make_account(), make_thread()
    answer = make_post(thread_id=thread_id, author=author)
    make_post(thread_id=thread_id, parent_id=answer)
    removals.delete_post(seen_by(author), answer)
    with pytest.raises(FormRefused, match="supprimé"):
        make_post(thread_id=thread_id, parent_id=answer)


def test_a_reply_that_is_deleted_takes_no_answer_from_the_count():
    author, thread_id = make_account(), make_thread()
    answer = make_post(thread_id=thread_id)
    reply = make_post(thread_id=thread_id, parent_id=answer, author=author)
    removals.delete_post(seen_by(author), reply)
    assert access_thread(seen_by(author), thread_id).answer_count == 1
    assert [item.id for item in _shown(thread_id)][1:] == [answer]
