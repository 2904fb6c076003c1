"""Every letter of this room says why it came, in text and HTML, in both languages."""

import pytest

from app.mail.messages.message import written
from app.mail.shapes import Address
from tests.letters.weekly import LINE

CONTEXT = {
    "path": "/parametres/lettres/arrivee/x",
    "title": "Karim vous a répondu",
    "lines": [{"text": "Karim <vous>", "url": "/questions/1", "why": "Règle 4"}],
    "more": 3,
    "parts": [{"title": "Le meilleur", "lines": [{**LINE, "title": "<vous>"}]}],
    "is_last": True,
}


@pytest.mark.parametrize("stop_path", [None, "/lettres/arreter/x"])
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ("Bonjour", "Pourquoi\N{NO-BREAK SPACE}?", "Ne plus recevoir")),
        ("en", ("Hello", "Why?", "Receive no more")),
    ],
)
@pytest.mark.parametrize("letter", ["notices", "trial", "weekly"])
def test_a_letter_says_hello_why_and_how_to_stop_it(
    letter: str, language: str, said: tuple[str, str, str], stop_path: str | None
):
    hello, why, stop = said
    to = Address(email="lea@exemple.test", name="Léa <mechant.example>", language=language)
    words = written(to, letter, CONTEXT | {"stop_path": stop_path})
    assert words.subject
    for body in (words.text, words.html):
        assert f"{hello} Léa" in body
        assert why in body
        assert "mechant.example" not in body
        assert ("/lettres/arreter/x" in body) is (stop_path is not None)
    assert (stop in words.html) is (stop_path is not None)
    assert "<mechant" not in words.html
    assert "<vous>" not in words.html
