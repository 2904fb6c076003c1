"""What a reply costs: it is rendered once, and its thread is not asked for again and again."""

import pytest

from tests.conftest import ClientFor, statements
from tests.factories.accounts import make_account
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group

STATEMENTS = 40
"""With its fan-out, to one who asked and one who looks on."""
FETCHES = 2
"""Of the thread: to lock it, and to push the post; who wrote it is answered with the same."""


@pytest.fixture
def sent(client_for: ClientFor, socket_for) -> list[str]:
    """Return the statements of a reply that somebody watches arrive."""
    asker, answerer, reader = make_account(), make_account(), make_account()
    thread_id = make_thread(group=make_group(members=(asker, answerer, reader)), author=asker)
    make_post(thread_id=thread_id)
    socket_for(reader, watching=f"forum.thread:{thread_id}")
    client = client_for(answerer)
    client.get(f"/questions/{thread_id}")
    client.post(
        "/questions/apercu", data={"body": "Une de plus"}
    )  # the hourly "I am here" is noted
    with statements() as sent:
        answer = client.post(
            f"/questions/{thread_id}/reponses",
            data={"body": "Une de plus"},
            headers={"X-Fragment": "1"},
        )
    assert "Une de plus" in answer.text
    return sent


def test_a_reply_costs_so_many_statements(sent: list[str]):
    assert len(sent) <= STATEMENTS, "\n".join(sent)


def test_its_thread_is_fetched_so_often(sent: list[str]):
    assert len(_fetches(sent)) <= FETCHES


def test_a_plain_form_of_which_nobody_hears_live_fetches_its_thread_once(client_for: ClientFor):
    thread_id, client = make_thread(), client_for(make_account())
    with statements() as sent:
        client.post(f"/questions/{thread_id}/reponses", data={"body": "Une de plus"})
    assert len(_fetches(sent)) == 1, sent


def test_its_pages_are_forgotten_in_one_go(sent: list[str]):
    assert len([one for one in sent if one.startswith("INSERT INTO invalidations")]) == 1


def _fetches(sent: list[str]) -> list[str]:
    """Return what asked for a whole thread."""
    return [
        one for one in sent if one.startswith("SELECT threads.id, threads.group_id, threads.kind")
    ]


def test_the_post_is_read_for_its_html_once(sent: list[str]):
    read = [one for one in sent if one.startswith("SELECT posts.id, posts.thread_id, posts.number")]
    assert len(read) == 1, read
