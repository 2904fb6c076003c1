"""The door: sign-up, sign-in, sign-out, recovery, by HTTP."""

import re

import pytest
from werkzeug.test import TestResponse

from app.accounts.models import SignInSession
from app.core.db import db
from tests.accounts.people import OTHER, PASSWORD, make_member
from tests.factories import make_account
from tests.factories.mail import letters, link_in

SIGN_UP = {
    "display_name": "Léa Moreau",
    "handle": "lea",
    "email": "lea@exemple.test",
    "password": PASSWORD,
    "accept_rules": "y",
}
SIGN_IN = {"email": "lea@exemple.test", "password": PASSWORD}


def _text(response: TestResponse) -> str:
    return response.get_data(as_text=True)


def test_signing_up_signs_in_and_says_welcome(client_for):
    client = client_for(None)
    response = client.post("/inscription", data=SIGN_UP, headers={"User-Agent": "Firefox Linux"})
    assert (response.status_code, response.headers["Location"]) == (303, "/bienvenue")
    cookie = response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Expires=" in cookie
    page = _text(client.get("/bienvenue"))
    assert "Bienvenue, Léa Moreau" in page
    assert "Confirmez votre adresse" in page
    assert db.session.query(SignInSession).one().device == "Firefox, Linux"


def test_an_unconfirmed_member_sees_the_banner_until_the_address_is_confirmed(client_for):
    client = client_for(None)
    client.post("/inscription", data=SIGN_UP)
    assert client.post("/confirmation").status_code == 303
    path = link_in(letters()[-1])
    assert "Confirmer mon adresse" in _text(client_for(None).get(path))
    assert "Confirmez votre adresse" in _text(client.get("/parametres"))
    response = client_for(None).post(path)
    assert (response.status_code, response.headers["Location"]) == (303, "/confirmation")
    assert "Confirmez votre adresse" not in _text(client.get("/parametres"))
    assert client_for(None).post(path).status_code == 303
    assert client_for(None).get(path).status_code == 404


@pytest.mark.parametrize("door", ["/inscription", "/connexion"])
@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/groupes/entraide?onglet=2", "/groupes/entraide?onglet=2"),
        ("//voleur.exemple", None),
        ("/\\voleur.exemple", None),
        ("https://voleur.exemple/", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_one_comes_back_to_where_one_wanted_to_go(client_for, door, wanted, reached):
    client = client_for(None)
    if door == "/connexion":
        make_member()
    data = SIGN_UP if door == "/inscription" else SIGN_IN
    response = client.post(door, data={**data, "next": wanted})
    default = "/bienvenue" if door == "/inscription" else "/"
    assert response.headers["Location"] == (reached or default)


def test_the_way_back_is_kept_from_page_to_page(client_for):
    client = client_for(None)
    page = _text(client.get("/connexion?next=/groupes"))
    assert re.search(r'name="next"[^>]*value="/groupes"', page)
    assert "/inscription?next=/groupes" in page
    assert client_for(make_account()).get("/connexion?next=/groupes").headers["Location"] == (
        "/groupes"
    )


def test_signing_in_takes_a_new_session_and_signing_out_ends_it(client_for):
    account = make_member()
    client = client_for(None)
    client.post("/connexion", data=SIGN_IN)
    stolen = client.get_cookie("entraide")
    assert stolen is not None
    assert client.get("/parametres").status_code == 200
    client.post("/connexion", data=SIGN_IN)
    assert db.session.query(SignInSession).filter_by(account_id=account.id).count() == 1
    client.post("/deconnexion")
    assert client.get("/parametres").status_code == 303
    client.set_cookie("entraide", stolen.value)
    assert client.get("/parametres").status_code == 303
    assert client_for(None).post("/deconnexion").status_code == 303


def test_a_member_needs_no_second_account(client_for):
    client = client_for(make_account())
    assert client.get("/inscription").status_code == 303
    assert client.post("/inscription", data=SIGN_UP).status_code == 303
    assert letters() == []


def test_a_guest_is_sent_to_the_door_and_back(client_for):
    response = client_for(None).get("/parametres/sessions")
    assert response.headers["Location"] == "/connexion?next=/parametres/sessions"


def test_recovery_by_letter_from_end_to_end(client_for):
    make_member()
    client = client_for(None)
    for email in ("LEA@exemple.test", "personne@exemple.test"):
        response = client.post("/mot-de-passe-oublie", data={"email": email})
        assert response.headers["Location"] == "/mot-de-passe-oublie/envoye"
    path = link_in(letters()[-1])
    page = client.get(path)
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert client.post(path, data={"password": OTHER}).status_code == 303
    assert client.get("/parametres").status_code == 200
    assert client.get(path).status_code == 404
    assert client.post(path, data={"password": PASSWORD}).status_code == 404


@pytest.mark.parametrize("path", ["/confirmation/", "/mot-de-passe/", "/parametres/adresse/"])
def test_an_invented_link_says_what_to_do(client_for, path: str):
    client = client_for(None)
    for answer in (client.get(path + "x" * 43), client.post(path + "x" * 43, data={})):
        assert answer.status_code == 404
        assert "Ce lien n’ouvre plus rien" in _text(answer)


def test_links_in_letters_do_not_follow_the_host_that_was_asked_for(client_for):
    make_member()
    client_for(None).post(
        "/mot-de-passe-oublie",
        data={"email": "lea@exemple.test"},
        headers={"Host": "voleur.exemple"},
    )
    (letter,) = letters()
    assert link_in(letter)
    assert "voleur" not in letter.message_id


def test_another_site_can_sign_nobody_in(client_for):
    make_member()
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://voleur.exemple"}
    assert client_for(None).post("/connexion", data=SIGN_IN, headers=headers).status_code == 403


@pytest.mark.usefixtures("with_limits")
def test_too_many_attempts_say_when_to_try_again(client_for):
    make_member()
    client = client_for(None)
    for _number in range(10):
        client.post("/connexion", data={**SIGN_IN, "password": "faux"})
    response = client.post("/connexion", data=SIGN_IN)
    assert response.status_code == 429
    assert "Réessayez dans 15 minutes" in _text(response)
    assert "lea@exemple.test" in _text(response)
