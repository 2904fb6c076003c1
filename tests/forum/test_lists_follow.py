"""Lists that are open while what they count is moved, answered or closed."""

from app.forum.queries.new_threads import list_topic
from app.forum.services import answers
from app.threads.services import moderation, removals
from tests.factories import make_account, seen_by
from tests.factories.forum import REASON, make_post, make_thread
from tests.factories.groups import make_group


def _heard(socket, name):
    return [data["topic"] for event, data in socket.heard() if event == name]


def test_a_thread_that_is_moved_makes_the_lists_of_both_groups_ask_again(socket_for):
    owner = make_account()
    group, other = make_group(owner=owner), make_group(owner=owner, visibility="members")
    lists = [list_topic(group.id), list_topic(other.id), list_topic(None)]
    sockets = [socket_for(owner, watching=one) for one in lists]
    thread_id = make_thread(group=group)
    moderation.move(seen_by(owner), thread_id, other.id)
    assert [_heard(socket, "refresh") for socket in sockets] == [[one] for one in lists]
    moderation.pin(seen_by(owner), thread_id)
    assert [_heard(socket, "refresh") for socket in sockets] == [[], [], []]


def test_a_question_that_waits_no_more_leaves_the_lists_of_those_that_do(socket_for):
    owner = make_account()
    group = make_group(owner=owner)
    watching = socket_for(make_account(), watching=list_topic(group.id))
    asked, closed = make_thread(group=group), make_thread(group=group)
    talk = make_thread(group=group, kind="discussion")
    watching.heard()
    make_post(thread_id=asked)
    assert _heard(watching, "thread.answered") == [list_topic(group.id)]
    make_post(thread_id=asked)
    make_post(thread_id=talk)
    assert _heard(watching, "thread.answered") == []
    moderation.close(seen_by(owner), closed, reason="Déjà dit")
    assert _heard(watching, "thread.answered") == [list_topic(group.id)]


def test_each_push_of_a_thread_bears_the_version_it_makes_without_a_gap(socket_for):
    asker, owner = make_account(), make_account()
    group = make_group(owner=owner)
    thread_id = make_thread(author=asker, group=group)
    watching = socket_for(asker, watching=f"forum.thread:{thread_id}")
    first, second = (make_post(thread_id=thread_id) for _ in range(2))
    for post_id in (first, second):
        answers.accept_answer(seen_by(asker), thread_id, post_id)
    removals.delete_post(seen_by(owner), second, reason=REASON)
    moderation.close(seen_by(owner), thread_id, reason="Déjà dit")
    heard = watching.heard()
    said = [data["version"] for event, data in heard if event.startswith(("post.", "thread."))]
    assert said == list(range(2, 2 + len(said)))
    assert len(said) == 7
