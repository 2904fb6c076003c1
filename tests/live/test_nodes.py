"""Several nodes: Redis between them, one database, and not one event too many or too few."""

from contextlib import closing

import pytest
import redis
import sqlalchemy as sa

from app.accounts.models import Account, SignInSession
from app.core.db import db
from app.core.transaction import atomic
from app.forum.queries.facts import topic_of
from tests.factories.accounts import make_account
from tests.factories.forum import make_thread
from tests.factories.groups import make_group, make_membership
from tests.live.site import Node

pytestmark = [
    pytest.mark.no_app,
    # Of the clients, which leave refused lines to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def _reply(node: Node, author: Account, thread_id: int, body: str) -> None:
    answer = node.post(f"/questions/{thread_id}/reponses", node.cookie_of(author), body=body)
    assert answer.status_code == 303


def test_a_reply_on_one_node_is_read_and_told_on_the_other(nodes, tabs):
    here, there = nodes
    asker, reader, helper = (make_account() for _ in range(3))
    thread_id = make_thread(author=asker)
    asking = tabs[0].connect(here, here.cookie_of(asker))
    reading = tabs[1].connect(there, there.cookie_of(reader))
    for tab in (asking, reading):
        assert tab.watch(topic_of(thread_id))
    for number, node in enumerate((here, there) * 3, start=1):
        _reply(node, helper, thread_id, f"Réponse {number}")
        for tab in (asking, reading):
            assert f"Réponse {number}" in tab.next("post.added")["html"]
    assert [asking.next("notice")["seq"] for _ in range(6)] == [1, 2, 3, 4, 5, 6]
    assert reading.is_silent("notice")


def test_reading_on_one_node_clears_the_other(nodes, tabs):
    here, there = nodes
    asker = make_account()
    thread_id = make_thread(author=asker)
    cookie = here.cookie_of(asker)
    tab = tabs[0].connect(there, cookie)
    _reply(here, make_account(), thread_id, "Voici.")
    assert tab.next("notice")["unread"] == 1
    here.post("/notifications/lues", cookie)
    assert tab.next("notices.read")["unread"] == 0


def test_whoever_leaves_a_group_hears_not_one_more_event_anywhere(nodes, tabs):
    here, there = nodes
    group = make_group(visibility="members")
    leaver, stayer, author = (make_account() for _ in range(3))
    for member in (leaver, stayer):
        make_membership(group=group, account=member)
    thread_id = make_thread(group=group, author=author)
    leaving = tabs[0].connect(there, there.cookie_of(leaver))
    staying = tabs[1].connect(there, there.cookie_of(stayer))
    for tab in (leaving, staying):
        assert tab.watch(topic_of(thread_id))
    assert here.post(f"/groupes/{group.slug}/quitter", here.cookie_of(leaver)).status_code == 303
    _reply(here, author, thread_id, "Entre nous.")
    assert "Entre nous" in staying.next("post.added")["html"]
    assert leaving.is_silent("post.added")
    assert not leaving.watch(topic_of(thread_id))


def test_a_session_ended_elsewhere_loses_its_socket(nodes, tabs):
    here, there = nodes
    member = make_account()
    phone, laptop = there.cookie_of(member), here.cookie_of(member)
    tab = tabs[0].connect(there, phone)
    session_id = db.session.scalar(
        sa.select(sa.func.min(SignInSession.id)).where(SignInSession.account_id == member.id)
    )
    here.post(f"/parametres/sessions/{session_id}/fermer", laptop)
    tab.next("disconnect")


def test_a_page_kept_for_visitors_is_forgotten_on_all_nodes(nodes):
    here, there = nodes
    author = make_account()
    thread_id = make_thread(author=author)
    path = there.settled(f"/questions/{thread_id}-x")
    assert "Réponse fraîche" not in there.get(path)
    _reply(here, make_account(), thread_id, "Réponse fraîche")
    assert "Réponse fraîche" in here.get(path)
    assert there.comes_to_show(path, "Réponse fraîche")


def test_after_a_loss_of_redis_whoever_signed_out_meanwhile_loses_their_socket(
    nodes, tabs, redis_url
):
    _here, there = nodes
    member = make_account()
    tab = tabs[0].connect(there, there.cookie_of(member))
    with atomic() as session:  # and nobody hears of it
        session.execute(sa.delete(SignInSession).where(SignInSession.account_id == member.id))
    with closing(redis.Redis.from_url(redis_url)) as master:
        master.client_kill_filter(_type="pubsub")
    tab.next("disconnect")


def test_after_a_loss_of_redis_everybody_catches_up(nodes, tabs, redis_url):
    here, there = nodes
    asker = make_account()
    thread_id = make_thread(author=asker)
    tab = tabs[0].connect(there, there.cookie_of(asker))
    assert tab.watch(topic_of(thread_id))
    with closing(redis.Redis.from_url(redis_url)) as master:
        master.client_kill_filter(_type="pubsub")
    _reply(here, make_account(), thread_id, "Pendant la coupure.")
    assert tab.next("refresh") == {"topic": topic_of(thread_id)}
    assert tab.next("notice")["seq"] == 1
    _reply(here, make_account(), thread_id, "Après la coupure.")
    while "Après la coupure" not in tab.next("post.added")["html"]:
        pass  # the one before may have come, if the bus was quick to return
