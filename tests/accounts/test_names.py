"""Names that would pass for the team are refused by their looks; those of all scripts are names."""

from dataclasses import replace

import pytest

from app.accounts import queries, services
from app.core.errors import FormRefused
from tests.accounts.people import HERE, newcomer


@pytest.mark.parametrize(
    "name",
    [
        "Mod\u0435rateur",  # a Cyrillic letter
        "M\u043ed\u0435r\u0430tion",
        "M0dération",
        "IÉquipe",
        "\uff2dodération",
        "\U0001d4dcoderateur",
        "\ua4eedmin",  # a letter of Lisu
        "L’équipe d’Entraide",
        "Entr\u0430ide",
        "Support du site",
        "Modérateurs",
        "Les administratrices",
        "Modérateur 2",
        "Équipe Entraide 44",
        "Modérateur2",
        "Modérateur²",
        "Administrateur n° 2",
        "2modérateurs",
        "Modérateur·rice",
        "Administrateur·trice·s",
        "\u1d0d\u1d0f\u1d05\u1d07\u0280\u1d00\u1d1b\u1d07\u1d1c\u0280",  # small capitals
    ],
)
def test_nobody_looks_like_the_team(name: str):
    with pytest.raises(FormRefused) as refusal:
        services.open_account(replace(newcomer(), display_name=name), HERE)
    assert refusal.value.field == "display_name"


@pytest.mark.parametrize(
    "name",
    [
        "\u0410\u043d\u043d\u0430",
        "Zoë",
        "\u3086\u304d Tanaka",
        "\u7530\u4e2d\u3055\u304f\u3089",
        "\u03a3\u03bf\u03c6\u03af\u03b1",
        "\u041c\u0430\u0440\u0438\u043d\u0430",
        "Camille de la Compta",
        "Inès Thomas",
        "Maurice 44",
        "Membre 12",
        "Membre12",
        "Maurice44",
        "\u0645\u062d\u0645\u062f",
    ],
)
def test_names_of_all_scripts_are_names(name: str):
    started = services.open_account(replace(newcomer(), display_name=name), HERE)
    assert queries.face(started.account_id).display_name == name


@pytest.mark.parametrize("handle", ["adm1n", "rnoderateur", "m0deration", "equipe_entraide"])
def test_no_handle_looks_like_one_of_the_site(handle: str):
    with pytest.raises(FormRefused) as refusal:
        services.open_account(newcomer(handle=handle), HERE)
    assert refusal.value.field == "handle"
