"""Rights are asked of the database at each delivery: no lost message lets anybody stay."""

import pytest
import sqlalchemy as sa

from app.accounts.models import SignInSession
from app.core.subjects import SubjectRef
from app.core.transaction import atomic
from app.groups.models import Membership
from app.live.subscriptions import topics
from app.threads.queries import places
from tests.factories.accounts import make_account
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group


@pytest.fixture
def private():
    """Return a member, a thread of a private group, and its topic."""
    member = make_account()
    group = make_group(visibility="members", members=(member,))
    author = make_account()
    thread_id = make_thread(group=group, author=author)
    return member, author, thread_id, str(SubjectRef("forum.thread", thread_id))


def _leave_unheard(account):
    with atomic() as session:
        session.execute(sa.delete(Membership).where(Membership.account_id == account.id))


def _names(socket):
    return [name for name, _data in socket.heard()]


def test_who_left_without_a_word_gets_nothing_more(private, socket_for):
    member, author, thread_id, topic = private
    socket = socket_for(member, watching=topic)
    make_post(thread_id=thread_id, author=author)
    assert "post.added" in _names(socket)
    _leave_unheard(member)
    make_post(thread_id=thread_id, author=author)
    assert "post.added" not in _names(socket)


def test_who_left_without_a_word_is_found_by_the_clock(private, socket_for, live_node):
    member, _author, _thread_id, topic = private
    socket_for(member, watching=topic)
    topics.compare_rights(live_node)
    assert live_node.connections.of_topic(topic) != []
    _leave_unheard(member)
    topics.compare_rights(live_node)
    assert live_node.connections.of_topic(topic) == []


def test_while_nobody_can_say_who_may_see_it_each_is_told_to_ask(
    private, socket_for, monkeypatch, live_node
):
    member, _author, _thread_id, topic = private
    socket = socket_for(member, watching=topic)

    def fail(*_asked: object) -> None:
        raise sa.exc.OperationalError(topic, {}, OSError())

    monkeypatch.setattr(places, "readers_among", fail)
    socket.heard()
    with live_node.app.app_context():
        pushed = {"topic": topic, "event": "post.added", "payloads": {"*": {}}, "silent": []}
        with pytest.raises(sa.exc.OperationalError):
            topics.deliver(live_node, pushed)
    assert _names(socket) == ["refresh"]


def test_somebody_signed_out_without_a_word_is_found_by_the_clock(socket_for, live_node):
    member = make_account()
    socket_for(member)
    for turn in range(2):
        topics.compare_people(live_node, turn, 1)
    assert live_node.connections.of_account(member.id) != []
    with atomic() as session:
        session.execute(sa.delete(SignInSession))
    topics.compare_people(live_node, 0, 1)
    assert live_node.connections.of_account(member.id) == []
