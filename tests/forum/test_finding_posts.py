"""Finding one post of a thread: its page, its place, its past, and people to name in it."""

import pytest

from app.forum.services import answers
from app.threads.queries.access import access_thread
from app.threads.services import posts, removals
from tests.factories import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group, make_membership


def _url(thread_id):
    return access_thread(seen_by(make_account()), thread_id).url


def _many_replies(count):
    """Return a thread, an answer, and so many replies to it."""
    thread_id = make_thread()
    answer = make_post(thread_id=thread_id)
    return (
        thread_id,
        answer,
        [
            make_post(thread_id=thread_id, parent_id=answer, body=f"Suite numéro {number}.")
            for number in range(count)
        ],
    )


def test_a_post_is_shown_in_its_place_and_a_later_reply_on_a_page_of_its_own(client_for):
    thread_id, answer, replies = _many_replies(25)
    reader, address = client_for(make_account()), f"/questions/{thread_id}"
    for shown in (answer, replies[0]):
        place = reader.get(f"{address}/messages/{shown}").location
        assert place == f"{_url(thread_id)}#m{shown}"
    hidden = replies[-1]
    place = reader.get(f"{address}/messages/{hidden}").location
    assert place.startswith(f"{address}/suite/{answer}?")
    assert place.endswith(f"#m{hidden}")
    assert "Suite numéro 24." in reader.get(place).text
    assert reader.get(f"{address}/messages/999999").status_code == 404
    assert reader.get(f"{address}/messages/{make_post()}").status_code == 404


def test_all_replies_to_an_answer_follow_page_by_page(client_for):
    thread_id, answer, replies = _many_replies(25)
    reader, address = client_for(None), f"/questions/{thread_id}/suite/{answer}"
    first = reader.get(address).text
    last = reader.get(f"{address}?apres={replies[-2]}").text
    assert "Suite numéro 0." in first
    assert "Suite numéro 24." in last
    assert "Suite numéro 23." not in last
    assert reader.get(f"/questions/{thread_id}/suite/{replies[0]}").status_code == 404
    assert reader.get(f"/questions/{thread_id}/suite/999999").status_code == 404


@pytest.mark.parametrize(
    ("gone", "left"),
    [([], "Lire 13 réponses de plus"), ([20, 24], "Lire 11 réponses de plus"), ([0], "Lire 13 ")],
)
def test_only_replies_that_can_be_read_are_counted_as_more(client_for, gone, left):
    author = make_account()
    thread_id = make_thread()
    answer = make_post(thread_id=thread_id)
    replies = [make_post(thread_id=thread_id, parent_id=answer, author=author) for _ in range(25)]
    for number in gone:
        removals.delete_post(seen_by(author), replies[number])
    assert left in client_for(make_account()).get(_url(thread_id)).text


def test_no_more_is_offered_when_all_the_rest_is_deleted(client_for):
    author = make_account()
    thread_id = make_thread()
    answer = make_post(thread_id=thread_id)
    for number in range(15):
        reply = make_post(thread_id=thread_id, parent_id=answer, author=author)
        if number >= 12:
            removals.delete_post(seen_by(author), reply)
    assert "de plus" not in client_for(make_account()).get(_url(thread_id)).text


def test_the_second_page_of_answers_shows_what_is_on_it(client_for):
    thread_id = make_thread()
    ids = [make_post(thread_id=thread_id) for _ in range(45)]
    reader = client_for(make_account())
    place = reader.get(f"/questions/{thread_id}/messages/{ids[-1]}").location
    assert "?page=" in place
    assert f'id="m{ids[-1]}"' in reader.get(place).text
    assert f'id="m{ids[0]}"' not in reader.get(place).text
    for page in ("0", "99", "9999999"):
        assert reader.get(f"{_url(thread_id)}?page={page}").status_code == 404
    assert reader.get(f"{_url(thread_id)}?ordre=hasard").status_code == 404


def test_the_place_to_reply_is_that_of_the_post_with_what_was_begun(client_for):
    thread_id = make_thread()
    post_id, client = make_post(thread_id=thread_id), client_for(make_account())
    client.post(f"/brouillons/post:{post_id}", data={"body": "Je voulais dire que"})
    place = client.get(f"/questions/messages/{post_id}/repondre").location
    assert place == f"{_url(thread_id)}?repondre={post_id}#repondre"
    assert "Je voulais dire que" in client.get(place).text


def test_the_history_of_a_post_is_for_those_who_may_read_it(client_for):
    author, group = make_account(), make_group(visibility="members")
    thread_id = make_thread(group=group, author=author)
    post_id = make_post(thread_id=thread_id, author=author, body="Bonjour à tous")
    posts.edit_post(seen_by(author), post_id, body="Bonjour à toutes et à tous")
    address = f"/questions/messages/{post_id}/historique"
    assert client_for(author).get(address).status_code == 200
    assert client_for(make_account()).get(address).status_code == 404


def test_what_was_written_meanwhile_comes_with_what_is_the_readers_own(client_for):
    reader, thread_id = make_account(), make_thread()
    known = make_post(thread_id=thread_id, body="Déjà lu.")
    late = make_post(thread_id=thread_id, body="Tout nouveau.")
    answers.mark_helpful(seen_by(reader), late)
    address = f"/questions/{thread_id}/nouveautes?apres=2"
    news, visitors = client_for(reader).get(address).text, client_for(None).get(address).text
    assert f'id="m{late}"' in news
    assert f'id="m{known}"' not in news
    assert f"/questions/messages/{late}/utile/retirer" in news
    assert f"/questions/messages/{late}/utile/retirer" not in visitors
    assert "Tout nouveau." in visitors


@pytest.mark.parametrize("visibility", ["public", "members"])
def test_people_to_name_are_those_who_may_read_writers_first(client_for, visibility):
    group = make_group(visibility=visibility)
    outsider = make_account(handle="camille-dehors")
    reader, writer = make_account(handle="camille-a"), make_account(handle="camille-z")
    make_membership(group=group, account=reader)
    thread_id = make_thread(group=group, author=writer)
    address = f"/questions/{thread_id}/personnes?q=Camille"
    named = [one["handle"] for one in client_for(reader).get(address).json]
    assert named[:2] == ["camille-z", "camille-a"]
    assert (outsider.handle in named) is (visibility == "public")
    if visibility == "members":
        assert client_for(outsider).get(address).status_code == 404
