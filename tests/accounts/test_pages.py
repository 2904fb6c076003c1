"""Settings and people's pages, by HTTP: they are there, in French, and cost little."""

import re

import pytest

from app.accounts import services
from app.accounts.models import SignInSession
from app.accounts.shapes import ProfileEdit
from app.core.db import db
from tests.accounts.people import OTHER, PASSWORD, make_member
from tests.factories import make_account, seen_by
from tests.factories.accounts import make_session
from tests.factories.mail import letters, link_in

MINE = (
    "/parametres",
    "/parametres/preferences",
    "/parametres/adresse",
    "/parametres/mot-de-passe",
    "/parametres/sessions",
    "/parametres/blocages",
    "/bienvenue",
)


@pytest.mark.parametrize("address", MINE)
def test_settings_are_for_members_and_cost_little(client_for, queries, address: str):
    assert client_for(None).get(address).status_code == 303
    client = client_for(make_member())
    with queries(at_most=6):
        response = client.get(address)
    assert response.status_code == 200
    assert response.text.count("<h1") == 1


def test_a_profile_is_changed_and_seen(client_for):
    client = client_for(make_account(handle="camille"))
    client.post(
        "/parametres",
        data={
            "display_name": "Camille Petit",
            "can_help": "budget",
            "can_help_audience": "everyone",
            "sentence": "<b>Bonjour</b>",
            "sentence_audience": "friends",
        },
    )
    assert "Votre page est à jour" in client.get("/parametres").text
    mine, theirs = (
        client.get("/membres/camille").text,
        client_for(None).get("/membres/camille").text,
    )
    assert "&lt;b&gt;Bonjour&lt;/b&gt;" in mine
    assert "Bonjour" not in theirs
    assert "budget" in theirs
    assert "Camille Petit" in theirs


def test_what_is_not_sent_stays_as_it_was(client_for):
    person = make_account()
    services.edit_profile(
        seen_by(person), ProfileEdit(display_name="Camille", told={"sentence": "Bonjour"})
    )
    client_for(person).post("/parametres", data={"display_name": "Camille Petit"})
    assert "Bonjour" in client_for(person).get(f"/membres/{person.handle}").text


def test_visitors_are_not_shown_what_search_engines_should_not_keep(client_for):
    person = make_account()
    assert (
        'name="robots" content="noindex"' in client_for(None).get(f"/membres/{person.handle}").text
    )
    assert client_for(None).get("/membres/personne").status_code == 404


def test_preferences_change_the_language_and_the_colours(client_for):
    client = client_for(make_account())
    client.post("/parametres/preferences", data={"language": "en", "theme": "dark"})
    page = client.get("/parametres/preferences").text
    assert '<html lang="en" data-theme="dark">' in page
    assert "Your preferences are noted." in page


def test_browsers_are_listed_and_signed_out(client_for):
    person = make_account()
    client, other = client_for(person), client_for(person)
    page = client.get("/parametres/sessions").text
    assert "Cet appareil" in page
    (address,) = re.findall(r'action="(/parametres/sessions/\d+/fermer)"', page)
    stranger = client_for(make_account())
    assert stranger.post(address).status_code == 404
    assert client.post(address).status_code == 303
    assert other.get("/parametres").status_code == 303
    assert client.get("/parametres").status_code == 200


def test_all_other_browsers_are_signed_out_at_once(client_for):
    person = make_account()
    client = client_for(person)
    for _number in range(3):
        make_session(person)
    client.post("/parametres/sessions/fermer-les-autres")
    assert db.session.query(SignInSession).count() == 1
    assert client.get("/parametres").status_code == 200


def test_a_password_is_changed(client_for):
    client = client_for(make_member())
    sent = {"password": PASSWORD, "new_password": OTHER}
    response = client.post("/parametres/mot-de-passe", data=sent)
    assert response.headers["Location"] == "/parametres/sessions"
    assert "Votre mot de passe est changé" in client.get("/parametres/sessions").text


def test_an_address_is_changed_from_end_to_end(client_for):
    client = client_for(make_member())
    sent = {"email": "nouvelle@exemple.test", "password": PASSWORD}
    client.post("/parametres/adresse", data=sent)
    path = link_in(letters()[-1])
    assert "nouvelle@exemple.test" in client_for(None).get(path).text
    assert client_for(None).post(path).headers["Location"] == "/confirmation"
    assert client.get("/parametres").status_code == 303
    assert client_for(None).post(path).status_code == 404


def test_an_address_taken_meanwhile_is_said_so(client_for):
    client = client_for(make_member())
    sent = {"email": "prise@exemple.test", "password": PASSWORD}
    client.post("/parametres/adresse", data=sent)
    path = link_in(letters()[-1])
    make_account(handle="prise")
    response = client.post(path)
    assert response.status_code == 404
    assert "celle d’un autre compte" in response.text


def test_on_the_page_that_confirms_its_button_comes_first(client_for):
    account = make_member(is_confirmed=False)
    services.ask_confirmation(seen_by(account))
    page = client_for(account).get(link_in(letters()[-1])).text
    assert 0 < page.index("Confirmer mon adresse</") < page.index("Renvoyer l’e-mail")
