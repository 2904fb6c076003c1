"""Passwords that are among the first somebody would try."""

import pytest

from app.accounts.guessing import is_easy_to_guess

pytestmark = pytest.mark.no_app

KNOWN = ("camille-d", "Camille Dupont", "camille.dupont@exemple.fr")


@pytest.mark.parametrize(
    "password",
    [
        "motdepasse",
        "Motdepasse2024!",
        "M0td3p@sse!!",
        "P@ssw0rd123",
        "azertyuiop",
        "azertyuiop12",
        "wxcvbn123456",
        "poiuytreza",
        "qwerty12345",
        "1234567890",
        "0612345678",
        "14071989140789",
        "aaaaaaaaaaaa",
        "abababababab",
        "abcdefghij",
        "soleilsoleil",
        "Doudou-Loulou!",
        "jetaime1985",
        "printemps2026",
        "bénévolebénévole",
        "Entraide2026",
        "iloveyou2!",
        "Camille75Dupont!",
        "dupont.camille",
        "camille-d-2001",
        "1a2z3e4r5t6y",
    ],
)
def test_these_are_easy_to_guess(password: str):
    assert is_easy_to_guess(password, known=KNOWN)


@pytest.mark.parametrize(
    "password",
    [
        "tombola chapiteau",
        "le vélo bleu de Lucie",
        "trois mots bizarres ici",
        "correct horse battery staple",
        "k7!vQ2pLx9",
        "9f3k2m1q8z",
        "%&*(#@!^~=<>",
        "abricot-tracteur",
        "Camille aime les tracteurs",
    ],
)
def test_these_are_not(password: str):
    assert not is_easy_to_guess(password, known=KNOWN)


def test_a_long_password_is_judged_in_no_time():
    assert is_easy_to_guess("azerty" * 33, known=KNOWN)
