"""The pages of the forum."""

import pytest

from app.forum.services import answers
from app.threads.queries.access import access_thread
from tests.factories import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.groups import make_group


def _url(thread_id):
    return access_thread(seen_by(make_account()), thread_id).url


@pytest.mark.parametrize("count", [2, 40])
def test_a_thread_page_costs_eight_statements_whatever_its_length(client_for, queries, count):
    thread_id, reader = make_thread(), make_account()
    for _ in range(count // 2):
        answer = make_post(thread_id=thread_id)
        make_post(thread_id=thread_id, parent_id=answer)
    url, member, visitor = _url(thread_id), client_for(reader), client_for(None)
    with queries(at_most=8):
        assert member.get(url).status_code == 200
    with queries(at_most=8):
        assert visitor.get(url).status_code == 200
    with queries(at_most=0):
        assert visitor.get(url).status_code == 200


@pytest.mark.parametrize("count", [1, 30])
def test_a_new_list_costs_seven_statements_whatever_its_length(client_for, queries, count):
    group = make_group()
    for _ in range(count):
        make_thread(group=group)
    client = client_for(make_account())
    with queries(at_most=7):
        assert client.get("/questions").status_code == 200


def test_the_number_of_answers_stands_hidden_until_there_is_one(client_for):
    thread_id, reader = make_thread(), client_for(make_account())
    assert '<div class="answers-head" hidden>' in reader.get(_url(thread_id)).text
    make_post(thread_id=thread_id)
    page = reader.get(_url(thread_id)).text
    assert '<div class="answers-head">' in page
    assert ">1 réponse</h2>" in page


def test_a_kept_page_shows_a_new_answer_at_once(client_for):
    thread_id = make_thread()
    url, visitor = _url(thread_id), client_for(None)
    visitor.get(url)
    make_post(thread_id=thread_id, body="Voici la réponse attendue.")
    assert "Voici la réponse attendue." in visitor.get(url).get_data(as_text=True)


def test_what_a_member_liked_helped_and_wrote_shows_as_theirs_only(client_for):
    reader, thread_id = make_account(), make_thread()
    own = make_post(thread_id=thread_id, author=reader)
    other = make_post(thread_id=thread_id)
    answers.mark_helpful(seen_by(reader), other)
    mine = client_for(reader).get(_url(thread_id)).get_data(as_text=True)
    theirs = client_for(make_account()).get(_url(thread_id)).get_data(as_text=True)
    assert f"/questions/messages/{own}/modifier" in mine
    assert f"/questions/messages/{own}/modifier" not in theirs
    assert f"/questions/messages/{other}/utile/retirer" in mine
    assert f"/questions/messages/{other}/utile/retirer" not in theirs


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": ""}, "Donnez-lui un titre."),
        ({"title": "Hé"}, "Dites en quelques mots de quoi il s’agit"),
        ({"title": "x" * 151}, "Raccourcissez le titre à 150 caractères."),
        ({"body": "  "}, "Écrivez d’abord quelque chose."),
        ({"body": "é" * 20_003}, "Ce texte a 3 caractères de trop."),
        ({"kind": "poll"}, "Choisissez"),
        ({"tags": "a,b,c,d,e,f"}, "Choisissez 5 mots-clés au plus."),
        ({"tags": "x" * 31}, "Un mot-clé compte 30 caractères au plus."),
    ],
)
def test_a_refused_question_says_why_and_keeps_what_was_typed(client_for, fields, sentence):
    group = make_group()
    typed = {
        "kind": "question",
        "title": "Un titre qui va très bien",
        "body": "Le texte que j’ai tapé longuement.",
        "tags": "fête",
    } | fields
    response = client_for(make_account()).post(
        f"/questions/nouvelle?groupe={group.slug}", data=typed
    )
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert sentence in page
    for field in {"title", "body", "tags"} - fields.keys():
        assert typed[field] in page


def test_what_was_typed_stays_when_no_group_is_open_any_more(client_for):
    typed = {"group": "fermé", "kind": "question", "title": "Un titre qui va très bien"}
    response = client_for(make_account()).post(
        "/questions/nouvelle", data=typed | {"body": "Le texte que j’ai tapé longuement."}
    )
    assert response.status_code == 422
    assert "tapé longuement" in response.text


def test_a_refused_answer_says_why_and_keeps_what_was_typed(client_for):
    thread_id = make_thread()
    long = "Ma longue réponse. " + "é" * 20_000
    response = client_for(make_account()).post(
        f"/questions/{thread_id}/reponses", data={"body": long}
    )
    assert response.status_code == 422
    page = response.get_data(as_text=True)
    assert "caractères de trop" in page
    assert "Ma longue réponse." in page


def test_a_guest_who_typed_an_answer_finds_it_again(client_for):
    response = client_for(None).post(
        f"/questions/{make_thread()}/reponses", data={"body": "Mon texte de visiteur."}
    )
    assert response.status_code == 401
    assert "Mon texte de visiteur." in response.get_data(as_text=True)


def test_the_preview_button_shows_the_text_without_publishing(client_for):
    thread_id = make_thread()
    response = client_for(make_account()).post(
        f"/questions/{thread_id}/reponses", data={"body": "**Gras**", "preview": "1"}
    )
    page = response.get_data(as_text=True)
    assert "<strong>Gras</strong>" in page
    assert "**Gras**" in page
    assert access_thread(seen_by(make_account()), thread_id).answer_count == 0


def test_the_address_of_a_post_finds_its_page(client_for):
    thread_id, visitor = make_thread(kind="discussion"), client_for(None)
    posts = [make_post(thread_id=thread_id) for _ in range(25)]
    location = visitor.get(f"/questions/{thread_id}/messages/{posts[-1]}").headers["Location"]
    assert location.endswith(f"?page=2#m{posts[-1]}")
    assert f'id="m{posts[-1]}"' in visitor.get(location).get_data(as_text=True)


def test_an_old_slug_sends_to_the_address_of_now(client_for):
    thread_id = make_thread()
    response = client_for(None).get(f"/questions/{thread_id}-un-ancien-titre")
    assert response.status_code == 303
    assert response.headers["Location"] == _url(thread_id)
