"""The page of one's friends, the buttons on a person's page, and what stands around pages."""

import re
from datetime import timedelta

import pytest

from app.core import clock
from app.friends import services
from tests.conftest import ClientFor, Queries
from tests.factories import make_account, seen_by
from tests.factories.forum import make_post, make_thread
from tests.factories.friends import make_friends, make_request
from tests.factories.groups import make_group
from tests.factories.notices import box_of

SCRIPT = {"X-Fragment": "1"}


def main_of(page: str) -> str:
    """Return what is particular to a page."""
    return page.partition('<main class="main"')[2].partition("</main>")[0]


def test_a_page_without_anybody_says_what_to_do(client_for: ClientFor):
    page = main_of(client_for(make_account()).get("/amis").text)
    assert "Pas encore d’ami·e·s ici" in page
    assert "Personne d’autre que vous ne voit cette liste." in page


def test_visitors_are_sent_to_sign_in(client_for: ClientFor):
    answer = client_for(None).get("/amis")
    assert (answer.status_code, answer.location) == (303, "/connexion?next=/amis")


def test_asking_and_accepting_with_plain_forms(client_for: ClientFor):
    lea, karim = make_account(display_name="Léa"), make_account(display_name="Karim")
    asker, asked = client_for(lea), client_for(karim)
    page = f"/membres/{karim.handle}"
    assert "Devenir ami·e·s" in main_of(asker.get(page).text)
    answer = asker.post(f"/amis/{karim.handle}/demander", data={"message": "Vive les fêtes"})
    assert (answer.status_code, answer.location) == (303, page)
    shown = main_of(asker.get(page).text)
    assert "Votre demande est envoyée à Karim." in shown
    assert "Retirer ma demande" in shown
    waiting = asked.get("/amis").text
    assert "Vive les fêtes" in main_of(waiting)
    assert "demande en attente" in waiting
    answer = asked.post(
        f"/amis/{lea.handle}/accepter", headers={"Referer": "http://localhost/amis"}
    )
    assert (answer.status_code, answer.location) == (303, "/amis")
    assert "Léa et vous êtes maintenant ami·e·s." in asked.get("/amis").text
    assert "demande en attente" not in asked.get("/amis").text
    assert "Ami·e" in main_of(asker.get(page).text)


def test_a_look_at_the_page_reads_what_told_of_it_and_nothing_else(client_for: ClientFor):
    lea, karim = make_account(display_name="Léa"), make_account()
    make_post(thread_id=make_thread(author=karim), author=lea)
    services.ask(seen_by(lea), karim.id)
    assert box_of(karim.id) == (2, 2)
    client = client_for(karim)
    page = main_of(client.get("/amis").text)
    assert 'action="/notifications/lues"' in page
    kinds = re.findall(r'name="kind"\s+value="([a-z.]+)"', page)
    answer = client.post("/notifications/lues", data={"kind": kinds}, headers=SCRIPT)
    assert (answer.text, box_of(karim.id)) == ("1", (2, 1))


def test_declining_says_that_nobody_is_told(client_for: ClientFor):
    lea, karim = make_account(display_name="Léa"), make_account()
    make_request(lea, karim)
    client = client_for(karim)
    assert client.post(f"/amis/{lea.handle}/refuser").status_code == 303
    assert "Léa n’en saura rien." in client.get("/amis").text


def test_a_friendship_is_ended_from_the_list(client_for: ClientFor):
    lea, karim = make_account(), make_account(display_name="Karim")
    make_friends(lea, karim)
    client = client_for(lea)
    assert "Vous ne serez plus ami·e·s." in main_of(client.get("/amis").text)
    client.post(f"/amis/{karim.handle}/retirer", headers={"Referer": "http://localhost/amis"})
    page = main_of(client.get("/amis").text)
    assert "Karim et vous n’êtes plus ami·e·s." in page
    assert "Pas encore d’ami·e·s ici" in page


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("demander", "Votre demande est envoyée."),
        ("accepter", "Retirer de mes ami·e·s"),
        ("refuser", "Devenir ami·e·s"),
        ("retirer", "Devenir ami·e·s"),
    ],
)
def test_our_script_gets_the_part_that_changed(client_for: ClientFor, act: str, said: str):
    lea, karim = make_account(), make_account()
    if act in {"accepter", "refuser"}:
        make_request(karim, lea)
    client = client_for(lea)
    answer = client.post(f"/amis/{karim.handle}/{act}", headers=SCRIPT)
    assert answer.status_code == 200
    assert f'data-fragment="friends.relationship:{karim.id}"' in answer.text
    assert said in answer.text
    assert "flashes" not in client.get("/amis").text


def test_a_request_that_is_gone_is_said_to_be(client_for: ClientFor):
    lea, karim = make_account(), make_account()
    make_request(lea, karim, state="withdrawn")
    answer = client_for(karim).post(f"/amis/{lea.handle}/accepter")
    assert answer.status_code == 404
    assert "elle a été retirée" in answer.text


def test_our_script_gets_the_sentence_of_a_refusal_alone(client_for: ClientFor):
    lea, karim = make_account(), make_account()
    data = {"message": "x" * 301}
    answer = client_for(lea).post(f"/amis/{karim.handle}/demander", data=data, headers=SCRIPT)
    assert answer.status_code == 422
    assert "300 caractères" in answer.text
    assert "<html" not in answer.text


@pytest.mark.parametrize("is_friend", [True, False])
def test_there_is_nothing_to_ask_of_friends_and_of_those_who_asked(client_for, is_friend):
    lea, karim = make_account(), make_account()
    if is_friend:
        make_friends(lea, karim)
    else:
        make_request(karim, lea)
    answer = client_for(lea).get(f"/amis/{karim.handle}/demander")
    assert (answer.status_code, answer.location) == (303, f"/membres/{karim.handle}")


def test_too_early_is_said_with_the_day(client_for: ClientFor):
    lea, karim = make_account(), make_account()
    make_request(lea, karim, state="withdrawn", asked_at=clock.now() - timedelta(days=2))
    answer = client_for(lea).post(f"/amis/{karim.handle}/demander")
    assert answer.status_code == 422
    assert "il y a peu" in answer.text
    assert "Vous pourrez redemander à partir du" in answer.text


@pytest.mark.parametrize("act", ["demander", "accepter", "refuser", "retirer"])
@pytest.mark.parametrize("handle", ["personne", "a'b", "x" * 300])
def test_nobody_of_that_handle(client_for: ClientFor, act: str, handle: str):
    assert client_for(make_account()).post(f"/amis/{handle}/{act}").status_code == 404


def test_the_page_of_a_person_has_no_button_for_visitors_oneself_and_the_blocked(
    client_for: ClientFor,
):
    lea, karim = make_account(), make_account()
    for client in (client_for(None), client_for(karim)):
        assert "friend-relationship" not in client.get(f"/membres/{karim.handle}").text
    client = client_for(lea)
    assert "friend-relationship" in client.get(f"/membres/{karim.handle}").text
    client.post(f"/membres/{karim.handle}/bloquer")
    assert "friend-relationship" not in client.get(f"/membres/{karim.handle}").text
    assert client.post(f"/amis/{karim.handle}/demander").status_code == 403


def test_the_page_costs_as_much_with_many_as_with_few(client_for: ClientFor, queries: Queries):
    lea = make_account()
    members = tuple(make_account() for _ in range(30))
    make_group(members=(lea, *members))
    for friend in members[:10]:
        make_friends(lea, friend)
    for asker in members[10:15]:
        make_request(asker, lea)
    for asked in members[15:20]:
        make_request(lea, asked)
    client = client_for(lea)
    with queries(at_most=12):
        page = main_of(client.get("/amis").text)
    assert page.count("Vous ne serez plus ami·e·s.") == 10


def test_friends_are_listed_the_latest_first_and_by_pages(client_for: ClientFor):
    lea = make_account()
    for number in range(65):
        friend = make_account(display_name=f"Personne {number:02}")
        make_friends(lea, friend, since=clock.now() - timedelta(hours=number // 2))
    client = client_for(lea)
    first = client.get("/amis")
    names = [f"Personne {number:02}" for number in range(65)]
    assert names[0] in first.text
    assert names[64] not in first.text
    cursor = first.text.partition("apres=")[2].partition('"')[0]
    second = client.get(f"/amis?apres={cursor}")
    assert all((name in first.text) != (name in second.text) for name in names)


@pytest.mark.parametrize("cursor", ["x", "WzFd", "WyJ4IiwxXQ", "WyIyMDI2LTAxLTAxIiwxXQ"])
def test_a_place_that_is_none_is_not_found(client_for: ClientFor, cursor: str):
    assert client_for(make_account()).get(f"/amis?apres={cursor}").status_code == 404


def test_what_waits_is_counted_on_every_page(client_for: ClientFor):
    lea = make_account()
    for _number in range(2):
        services.ask(seen_by(make_account()), lea.id)
    assert "demandes en attente" in client_for(lea).get("/").text
    assert "demandes en attente" not in client_for(make_account()).get("/").text
