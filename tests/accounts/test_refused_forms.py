"""For each form, what is refused: the sentence at its field, in French, and nothing typed lost."""

import pytest

from tests.accounts.people import OTHER, PASSWORD, make_member
from tests.accounts.test_door import SIGN_UP
from tests.factories import make_account

NAME = "Un nom ne peut pas ressembler à une adresse de site ou d’e-mail."
EASY = "Ce mot de passe est parmi les premiers que l’on essaierait."
NO_EMAIL = "Cela ne ressemble pas à une adresse e-mail"
HANDLE = "De 3 à 30 lettres sans accent"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"display_name": ""}, "Dites-nous comment vous vous appelez."),
        ({"display_name": " "}, "Dites-nous comment vous vous appelez."),
        ({"display_name": "Gagnez sur casino.example"}, NAME),
        ({"display_name": "L\u202eéa"}, "Un nom s’écrit avec des lettres que tout le monde"),
        ({"display_name": "---"}, "Il faut au moins une lettre dans un nom."),
        ({"display_name": "Modération"}, "Ce nom pourrait passer pour celui de l’équipe"),
        ({"display_name": "L" * 61}, "60 caractères au maximum."),
        ({"handle": "lé"}, HANDLE),
        ({"handle": "a--b"}, HANDLE),
        ({"handle": "léa moreau"}, HANDLE),
        ({"handle": "x" * 31}, HANDLE),
        ({"handle": "admin"}, "Cet identifiant est réservé au site"),
        ({"handle": "PRIS"}, "Cet identifiant est déjà pris"),
        ({"email": ""}, "Saisissez votre adresse e-mail."),
        ({"email": "lea"}, NO_EMAIL),
        ({"email": "lea@localhost"}, NO_EMAIL),
        ({"email": "lea@test"}, NO_EMAIL),
        ({"email": "léa@exemple.test"}, NO_EMAIL),
        ({"email": "lea@exemple.test\r\nBcc: x@y.test"}, NO_EMAIL),
        ({"password": ""}, "Choisissez un mot de passe."),
        ({"password": "court"}, "10 caractères au minimum"),
        ({"password": "x" * 201}, "200 caractères au maximum."),
        ({"password": "azertyuiop2026"}, EASY),
        ({"password": "lea.moreau!"}, EASY),
        ({"accept_rules": ""}, "Acceptez les règles pour nous rejoindre"),
    ],
)
def test_sign_up(client_for, changed: dict[str, str], sentence: str):
    make_account(handle="pris")
    typed = {**SIGN_UP, **changed}
    response = client_for(None).post("/inscription", data=typed)
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert sentence in page
    for kept in {"display_name", "handle", "email"} - set(changed):
        assert f'value="{typed[kept]}"' in page
    assert PASSWORD not in page
    assert "Set-Cookie" not in response.headers


def test_all_faults_of_a_form_are_shown_at_once(client_for):
    response = client_for(None).post("/inscription", data={"display_name": "www.x.fr"})
    page = response.get_data(as_text=True)
    for sentence in (NAME, "Saisissez votre adresse e-mail.", "Choisissez un mot de passe."):
        assert sentence in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"email": "", "password": ""}, "Saisissez votre adresse e-mail."),
        ({"email": "lea@exemple.test", "password": ""}, "Saisissez votre mot de passe."),
        (
            {"email": "lea@exemple.test", "password": "un autre mot"},
            "Cette adresse et ce mot de passe ne vont pas ensemble.",
        ),
    ],
)
def test_sign_in(client_for, typed: dict[str, str], sentence: str):
    make_member()
    response = client_for(None).post("/connexion", data=typed)
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert sentence in page
    assert typed["email"] in page


@pytest.mark.parametrize("email", ["", "lea", "lea@"])
def test_recovery(client_for, email: str):
    response = client_for(None).post("/mot-de-passe-oublie", data={"email": email})
    assert response.status_code == 422
    assert (NO_EMAIL if email else "Saisissez votre adresse e-mail.") in response.text


@pytest.mark.parametrize(
    ("address", "typed", "sentence"),
    [
        (
            "mot-de-passe",
            {"password": "faux", "new_password": OTHER},
            "pas votre mot de passe actuel",
        ),
        ("mot-de-passe", {"password": PASSWORD, "new_password": "x"}, "10 caractères au minimum"),
        ("mot-de-passe", {"password": PASSWORD, "new_password": "Lea.Moreau.1990"}, EASY),
        (
            "adresse",
            {"email": "n@exemple.test", "password": "faux"},
            "pas votre mot de passe actuel",
        ),
        ("adresse", {"email": "rien", "password": PASSWORD}, NO_EMAIL),
        ("adresse", {"email": "lea@exemple.test", "password": PASSWORD}, "déjà votre adresse"),
        ("", {"display_name": ""}, "Dites-nous comment vous vous appelez."),
        ("", {"display_name": "a@b.fr"}, NAME),
        ("", {"display_name": "Léa", "sentence": "x" * 201}, "200 caractères au maximum."),
        ("", {"display_name": "Léa", "sentence": "a\x1bb"}, "caractères que personne ne peut voir"),
        ("", {"display_name": "Léa", "department": "99"}, "Choisissez dans la liste."),
        ("", {"display_name": "Léa", "can_help_audience": "nobody"}, "Choisissez dans la liste."),
        ("preferences", {"language": "tlh"}, "Choisissez dans la liste."),
        ("preferences", {"theme": "rose"}, "Choisissez dans la liste."),
    ],
)
def test_settings(client_for, address: str, typed: dict[str, str], sentence: str):
    client = client_for(make_member())
    response = client.post(f"/parametres/{address}".rstrip("/"), data=typed)
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert sentence in page
    assert typed.get("email", "") in page
    assert typed.get("sentence", "").replace("\x1b", "") in page.replace("\x1b", "")
