"""Lists and company across several nodes: told everywhere, and to nobody who lost the right."""

import pytest

from app.accounts.models import Account
from app.forum.queries.facts import topic_of
from app.forum.queries.new_threads import list_topic
from tests.factories.accounts import make_account
from tests.factories.forum import make_thread
from tests.factories.groups import make_group, make_membership
from tests.live.site import Node, Tab

pytestmark = [
    pytest.mark.no_app,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def _ask(node: Node, author: Account, slug: str, title: str) -> None:
    answer = node.post(
        "/questions/nouvelle",
        node.cookie_of(author),
        group=slug,
        kind="question",
        title=title,
        body="Nous voudrions bien faire.",
        tags="",
    )
    assert answer.status_code == 303


def _see_lea_write(topic: str, writing: Tab, reading: Tab) -> None:
    """Let two watch a topic, and the one see the other write."""
    for tab in (writing, reading):
        assert tab.watch(topic)
    writing.client.emit("typing", {"topic": topic})
    assert reading.next("typing")["names"] == ["Léa"]


def test_a_new_thread_of_a_private_group_reaches_its_members_on_all_nodes(nodes, tabs):
    here, there = nodes
    group = make_group(visibility="hidden")
    author, member, leaver, stranger = (make_account() for _ in range(4))
    for one in (author, member, leaver):
        make_membership(group=group, account=one)
    listening, leaving, outside = (
        tab.connect(there, there.cookie_of(one))
        for tab, one in zip(tabs, (member, leaver, stranger), strict=True)
    )
    for tab in (listening, leaving, outside):
        assert tab.watch(list_topic(None))
    assert leaving.watch(list_topic(group.id))
    assert not outside.watch(list_topic(group.id))
    assert here.post(f"/groupes/{group.slug}/quitter", here.cookie_of(leaver)).status_code == 303
    _ask(here, author, group.slug, "Qui garde la clef du local ?")
    assert listening.next("thread.opened")["kind"] == "question"
    assert leaving.is_silent("thread.opened")
    assert outside.is_silent("thread.opened", seconds=0.1)


def test_who_writes_on_one_node_is_named_on_the_other_until_they_leave(nodes, tabs):
    here, there = nodes
    writer, reader = make_account(display_name="Léa"), make_account()
    topic = topic_of(make_thread())
    writing = tabs[0].connect(here, here.cookie_of(writer))
    reading = tabs[1].connect(there, there.cookie_of(reader))
    _see_lea_write(topic, writing, reading)
    writing.close()
    assert reading.next("typing")["names"] == []


def test_who_hides_on_one_node_is_counted_no_more_on_the_other(nodes, tabs):
    here, there = nodes
    hidden, reader = make_account(), make_account()
    topic = topic_of(make_thread())
    tabs[0].connect(here, here.cookie_of(hidden)).watch(topic)
    reading = tabs[1].connect(there, there.cookie_of(reader))
    assert reading.watch(topic)
    while reading.next("readers")["count"] < 2:
        pass
    there.post("/parametres/preferences", there.cookie_of(hidden), language="", theme="")
    while reading.next("readers")["count"] > 1:
        pass
    tabs[0].client.emit("typing", {"topic": topic})
    assert reading.is_silent("typing")


def test_a_right_lost_on_one_node_silences_the_other_at_once(nodes, tabs):
    here, there = nodes
    group = make_group(visibility="members")
    writer, stayer = make_account(display_name="Léa"), make_account()
    for one in (writer, stayer):
        make_membership(group=group, account=one)
    topic = topic_of(make_thread(group=group))
    writing = tabs[0].connect(there, there.cookie_of(writer))
    staying = tabs[1].connect(here, here.cookie_of(stayer))
    _see_lea_write(topic, writing, staying)
    here.post(f"/groupes/{group.slug}/quitter", here.cookie_of(writer))
    assert staying.next("typing")["names"] == []
    writing.client.emit("typing", {"topic": topic})
    staying.client.emit("typing", {"topic": topic})
    assert staying.is_silent("typing")
    assert writing.is_silent("typing", seconds=0.1)
