"""Lists that grow while somebody looks at them, and who may hear of it."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.accounts import services as accounts
from app.core import clock
from app.core.db import db
from app.forum.queries.new_threads import list_topic
from app.groups import services as groups
from app.threads.models import Post
from app.threads.services import removals
from tests.factories import make_account, seen_by
from tests.factories.forum import REASON, make_thread
from tests.factories.groups import make_group

PRIVATE = ("members", "hidden")


def _opened(socket):
    return [data["ref"] for name, data in socket.heard() if name == "thread.opened"]


def _asked(client, **how: object):
    since = int((clock.now() - timedelta(minutes=1)).timestamp() * 1000)
    query = {"onglet": "recentes", "depuis": since, **how}
    answer = client.get("/questions/fraiches", query_string=query)
    return [one["id"] for one in answer.get_json()["threads"]]


def test_a_new_thread_is_told_in_all_lists_that_would_show_it(socket_for):
    group, other = make_group(), make_group()
    lists = [list_topic(None), list_topic(group.id), list_topic(other.id)]
    everywhere, here, elsewhere = (socket_for(make_account(), watching=one) for one in lists)
    thread_id = make_thread(group=group, tags="mairie")
    told = {"ref": f"forum.thread:{thread_id}", "kind": "question", "tags": ["mairie"]}
    assert everywhere.heard() == [("thread.opened", {"topic": lists[0], **told})]
    assert here.heard() == [("thread.opened", {"topic": lists[1], **told})]
    assert elsewhere.heard() == []


@pytest.mark.parametrize("visibility", PRIVATE)
def test_a_thread_of_a_private_group_is_told_to_its_members_only(socket_for, visibility):
    member, stranger = make_account(), make_account()
    group = make_group(visibility=visibility, members=(member,))
    listening = [socket_for(one, watching=list_topic(None)) for one in (member, stranger)]
    assert not socket_for(stranger).ask("watch", {"topic": list_topic(group.id)})
    thread_id = make_thread(group=group)
    assert _opened(listening[0]) == [f"forum.thread:{thread_id}"]
    assert listening[1].heard() == []


@pytest.mark.parametrize("visibility", PRIVATE)
def test_whoever_left_is_told_of_nothing_more(socket_for, visibility):
    leaver = make_account()
    group = make_group(visibility=visibility, members=(leaver,))
    sockets = [socket_for(leaver, watching=list_topic(one)) for one in (None, group.id)]
    groups.leave(seen_by(leaver), group.id)
    make_thread(group=group)
    assert [socket.heard() for socket in sockets] == [[], []]


def test_ones_own_thread_and_those_across_a_block_are_no_news(socket_for, client_for):
    author, blocked = make_account(), make_account()
    accounts.block(seen_by(blocked), author.handle)
    sockets = [socket_for(one, watching=list_topic(None)) for one in (author, blocked)]
    make_thread(author=author)
    assert [socket.heard() for socket in sockets] == [[], []]
    assert _asked(client_for(author)) == _asked(client_for(blocked)) == []


def test_a_thread_that_is_deleted_is_taken_from_the_count(socket_for):
    owner, stranger = make_account(), make_account()
    group = make_group(visibility="members", owner=owner)
    watching, outside = (socket_for(one, watching=list_topic(None)) for one in (owner, stranger))
    thread_id = make_thread(group=group)
    opening = sa.select(Post.id).where(Post.thread_id == thread_id)
    removals.delete_post(seen_by(owner), db.session.scalars(opening).one(), reason=REASON)
    assert [name for name, _data in watching.heard()] == ["thread.opened", "thread.gone"]
    assert outside.heard() == []


def test_after_an_absence_the_list_is_asked_for_what_is_new(client_for):
    reader, group = make_account(), make_group()
    client = client_for(reader)
    question = make_thread(group=group, tags="mairie")
    talk = make_thread(kind="discussion")
    assert _asked(client) == [talk, question]
    assert _asked(client, onglet="sans-reponse") == [question]
    assert _asked(client, groupe=group.slug) == [question]
    assert _asked(client, etiquette="Mairie") == [question]
    assert _asked(client, depuis=2**70) == []


@pytest.mark.parametrize("visibility", PRIVATE)
def test_nobody_finds_out_by_asking_what_they_may_not_read(client_for, visibility):
    group = make_group(visibility=visibility)
    make_thread(group=group)
    stranger = client_for(make_account())
    assert _asked(stranger) == []
    answer = stranger.get(f"/questions/fraiches?groupe={group.slug}")
    assert answer.status_code == 404 or answer.get_json() == {"threads": []}
    assert client_for(None).get("/questions/fraiches").status_code != 200


@pytest.mark.parametrize("depuis", ["-1", "x", "9" * 30, "0"])
def test_a_strange_moment_is_asked_without_harm(client_for, depuis):
    thread_id = make_thread()
    answer = client_for(make_account()).get(f"/questions/fraiches?depuis={depuis}")
    assert [one["id"] for one in answer.get_json()["threads"]] in ([], [thread_id])


@pytest.mark.parametrize(
    ("address", "topic"),
    [("/", 0), ("/questions", 0), ("/questions?onglet=sans-reponse", 0), ("/groupes/ici", 1)],
)
def test_lists_say_what_they_watch(client_for, address, topic):
    group = make_group(slug="ici")
    make_thread(group=group)
    watched = f'data-live-topic="{list_topic(group.id if topic else None)}"'
    assert watched in client_for(make_account()).get(address).text


@pytest.mark.parametrize("address", ["/questions?onglet=resolues", "/questions?onglet=utiles"])
def test_lists_into_which_nothing_new_comes_watch_nothing(client_for, address):
    make_thread()
    assert "data-live-topic" not in client_for(make_account()).get(address).text
