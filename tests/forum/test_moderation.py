"""What moderators do to threads: by forms, in sight, and told to the author."""

import pytest

from app.threads.limits import PINNED_MOST
from app.threads.queries.access import access_thread
from app.threads.services import moderation
from tests.factories import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group


def _head(thread_id):
    return access_thread(seen_by(make_account()), thread_id)


def _told(client):
    return client.get("/notifications").text


def test_a_closed_thread_is_opened_again_and_its_author_is_told_both(client_for, moderator, group):
    author = make_account()
    thread_id = make_thread(group=group, author=author, title="Un fil qui s’envenime")
    client, address = client_for(moderator), f"/questions/{thread_id}"
    back = client.post(f"{address}/fermer", data={"reason": "Le ton monte."})
    assert back.location == _head(thread_id).url
    assert _head(thread_id).is_closed
    assert "Modou a fermé votre fil" in _told(client_for(author))
    assert "Le ton monte." in _told(client_for(author))
    assert client.post(f"{address}/rouvrir").status_code == 303
    assert not _head(thread_id).is_closed
    assert "Modou a rouvert votre fil" in _told(client_for(author))


@pytest.mark.parametrize("typed", ["{id}", "http://localhost/questions/{id}-titre?page=2"])
def test_a_duplicate_points_to_the_other_thread(client_for, moderator, group, typed):
    author, other = make_account(), make_thread()
    thread_id = make_thread(group=group, author=author)
    address = f"/questions/{thread_id}/fermer"
    client = client_for(moderator)
    assert client.post(address, data={"other": typed.format(id=other)}).status_code == 303
    page = client.get(_head(thread_id).url).text
    assert f'href="/questions/{other}"' in page
    assert "la même question a été posée ailleurs" in _told(client_for(author))


def test_a_thread_is_no_duplicate_of_itself_of_nothing_or_of_what_one_may_not_read(
    client_for, moderator, group
):
    thread_id = make_thread(group=group)
    secret = make_thread(group=make_group(visibility="hidden"))
    client, address = client_for(moderator), f"/questions/{thread_id}/fermer"
    for other, said in (
        (thread_id, "doublon de lui-même"),
        ("la même", "Collez l’adresse"),
        (secret, "Collez l’adresse"),
        (999999, "Collez l’adresse"),
    ):
        answer = client.post(address, data={"other": str(other)})
        assert (answer.status_code, said in answer.text) == (422, True), other
    assert not _head(thread_id).is_closed


def test_a_pinned_thread_stands_above_all_others_until_it_is_unpinned(client_for, moderator, group):
    author = make_account()
    pinned = make_thread(group=group, author=author, title="Lisez-moi d’abord")
    make_thread(group=group)
    client, page = client_for(moderator), f"/groupes/{group.slug}"
    for act, is_above in (("epingler", True), ("desepingler", False)):
        assert client.post(f"/questions/{pinned}/{act}").status_code == 303
        above, heading, _others = client.get(page).text.partition("Questions qui attendent")
        assert heading
        assert ("Lisez-moi d’abord" in above) is is_above
    told = _told(client_for(author))
    assert "Modou a épinglé votre fil" in told
    assert "Modou a détaché votre fil" in told


def test_only_so_many_threads_are_pinned(moderator, group, client_for):
    for _ in range(PINNED_MOST):
        moderation.pin(seen_by(moderator), make_thread(group=group))
    refused = client_for(moderator).post(f"/questions/{make_thread(group=group)}/epingler")
    assert refused.status_code == 422
    assert f"{PINNED_MOST} fils sont déjà épinglés" in refused.text


@pytest.mark.parametrize("act", ["fermer", "rouvrir", "epingler", "desepingler"])
def test_others_moderate_nothing(client_for, group, act):
    author = make_account()
    address = f"/questions/{make_thread(group=group, author=author)}/{act}"
    assert client_for(author).post(address).status_code == 403
    assert client_for(make_account()).post(address).status_code == 403


def test_a_moved_thread_tells_its_author_where_it_went(moderator, group):
    author = make_account()
    thread_id = make_thread(group=group, author=author)
    make_post(thread_id=thread_id)
    there = make_group(owner=moderator)
    moderation.move(seen_by(moderator), thread_id, there.id)
    assert _head(thread_id).group_id == there.id
