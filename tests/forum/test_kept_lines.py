"""Lines of lists, kept for all who see the same: each still gets their own list, as it is now."""

import pytest
import sqlalchemy as sa

from app.core.db import db
from app.forum.fragments import thread_rows
from app.forum.services import answers
from app.groups import queries as groups
from app.threads.models import Post
from app.threads.services import follows, moderation, removals
from tests.factories import make_account, seen_by
from tests.factories.forum import REASON, make_post, make_thread
from tests.factories.groups import make_group, make_membership


def _list(client):
    answer = client.get("/questions")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_list_that_is_known_costs_three_statements(client_for, queries):
    group = make_group()
    for _ in range(30):
        make_thread(group=group)
    first, second = client_for(make_account()), client_for(make_account())
    _list(first)
    with queries(at_most=3):
        _list(second)


def test_what_is_new_to_one_reader_is_not_new_to_another(client_for):
    reader, other, thread_id = make_account(), make_account(), make_thread()
    follows.mark_read(seen_by(reader), thread_id, 1)
    make_post(thread_id=thread_id)
    assert "1 nouveau message" in _list(client_for(reader))
    assert "nouveau message" not in _list(client_for(other))
    follows.mark_read(seen_by(reader), thread_id, 2)
    assert "nouveau message" not in _list(client_for(reader))


def test_a_line_in_which_more_or_less_is_new_is_the_same_line(client_for, queries):
    thread_id, readers = make_thread(), [make_account() for _ in range(3)]
    for number, reader in enumerate(readers, start=1):
        make_post(thread_id=thread_id)
        follows.mark_read(seen_by(reader), thread_id, number)
    clients = [client_for(reader) for reader in readers]
    assert "3 nouveaux messages" in _list(clients[0])
    for client, words in zip(
        clients[1:], ("2 nouveaux messages", "1 nouveau message"), strict=True
    ):
        with queries(at_most=3):
            assert words in _list(client)


def test_a_line_tells_what_has_changed_since_it_was_kept(client_for):
    asker, reader = make_account(), client_for(make_account())
    thread_id = make_thread(author=asker, title="Qui prête un barnum ?")
    assert "Attend une réponse" in _list(reader)
    answer = make_post(thread_id=thread_id)
    assert "Attend une réponse" not in _list(reader)
    answers.accept_answer(seen_by(asker), thread_id, answer)
    assert "is-solved" in _list(reader)


def test_a_group_that_is_renamed_is_renamed_in_every_line(client_for):
    owner, reader = make_account(), client_for(make_account())
    group = make_group(name="Cuivres", owner=owner)
    make_thread(group=group)
    assert "Cuivres" in _list(reader)
    fields = {"name": "Bois et vents", "purpose": "Jouer.", "visibility": "public"}
    assert client_for(owner).post(f"/groupes/{group.slug}/reglages", data=fields).status_code == 303
    assert "Bois et vents" in _list(reader)
    assert "Cuivres" not in _list(reader)


def test_kept_lines_and_tags_of_a_private_group_reach_its_members_only(client_for):
    member, stranger = make_account(), make_account()
    group = make_group(visibility="members", members=(member,))
    make_thread(group=group, title="Le budget caché", tags="trésor-secret")
    for account, sees in ((member, True), (stranger, False), (None, False), (member, True)):
        page = _list(client_for(account))
        assert ("Le budget caché" in page) is sees
        assert ("trésor-secret" in page) is sees


def test_the_links_of_a_kept_list_are_those_of_the_address_asked_for(client_for):
    for _ in range(30):
        make_thread()
    client = client_for(make_account())
    next_page = "onglet=sans-reponse&amp;apres="
    assert next_page in client.get("/questions?xyz=1&onglet=sans-reponse").get_data(as_text=True)
    assert next_page not in client.get("/questions").get_data(as_text=True)


def test_tags_are_kept_under_the_groups_that_they_come_from(app, client_for, monkeypatch):
    joining, group = make_account(), make_group(visibility="members")
    make_thread(group=group, tags="trésor-secret")
    private_ids = groups.private_group_ids

    def joined_meanwhile(viewer):
        found = private_ids(viewer)
        make_membership(group=group, account=joining)
        return found

    with app.test_request_context(), monkeypatch.context() as patched:
        patched.setattr(groups, "private_group_ids", joined_meanwhile)
        assert thread_rows.frequent_tags(seen_by(joining)) == ()
    assert "trésor-secret" not in _list(client_for(make_account()))
    assert "trésor-secret" in _list(client_for(joining))


@pytest.mark.parametrize("is_moved", [True, False])
def test_tags_go_at_once_with_a_thread_that_is_hidden_or_deleted(client_for, is_moved):
    owner, reader = make_account(), client_for(make_account())
    thread_id = make_thread(group=make_group(owner=owner), tags="dupont")
    assert "dupont" in _list(reader)
    if is_moved:
        hidden = make_group(owner=owner, visibility="hidden")
        moderation.move(seen_by(owner), thread_id, hidden.id)
    else:
        opening = sa.select(Post.id).where(Post.thread_id == thread_id)
        removals.delete_post(seen_by(owner), db.session.scalars(opening).one(), reason=REASON)
    assert "dupont" not in _list(reader)
    assert "dupont" not in _list(client_for(None))
