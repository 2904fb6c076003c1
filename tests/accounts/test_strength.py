"""Passwords that are among the first somebody would try."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.accounts.secrets import strength
from app.accounts.secrets.strength import is_easy_to_guess

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
        "06 12 34 56 78",
        "Stephanie1987",
        "marie-claude!",
        "Août2024!!!",
        "azerty1234!!",
        "qsdfghjklm",
        "grenoble38000",
        "Aix-en-Provence13",
        "allezlesbleus",
        "soleil chocolat maman",
        "c4m1lle.dup0nt",
        "Camille.Dupont.75.1989!",
        "abbabaabbaab",
        "France1234@2024",
        "Bonjour1234@2024",
        "Bonjour123@2024",
        "camille@20241998",
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
        "bateau nuage fourchette",
        "été sous la véranda",
        "chat chien lapin tigre",
        "3 tortues, 2 fauteuils",
    ],
)
def test_these_are_not(password: str):
    assert not is_easy_to_guess(password, known=KNOWN)


def test_only_the_beginning_of_a_long_password_is_judged():
    assert is_easy_to_guess("azerty" * 33, known=KNOWN)
    assert not is_easy_to_guess("tombola chapiteau " * 11, known=KNOWN)


def test_no_password_takes_long_to_judge():
    signs = "4@8({[<369&!17|0$5+%2"
    began = time.process_time()
    is_easy_to_guess((signs * 10)[:200], known=KNOWN)
    assert time.process_time() - began < 0.5  # with its signs left to zxcvbn it takes seconds


def test_nobody_is_judged_by_the_words_of_somebody_else(monkeypatch: pytest.MonkeyPatch):
    judged_now = threading.Semaphore(1)

    def judge(_text: str, **_known: object) -> dict[str, int]:
        assert judged_now.acquire(blocking=False)  # zxcvbn keeps the words in a global meanwhile
        time.sleep(0.01)
        judged_now.release()
        return {"guesses": 0}

    monkeypatch.setattr(strength, "zxcvbn", judge)
    with ThreadPoolExecutor(4) as people:
        assert all(people.map(is_easy_to_guess, ["tombola chapiteau"] * 8))
