"""The letters of the room: complete, in both languages, in text and HTML."""

from datetime import timedelta

import pytest

from app.mail.messages.message import written
from app.mail.shapes import Address

CONTEXT = {"path": "/confirmation/x", "lasts": timedelta(hours=2), "email": "n@exemple.test"}


@pytest.mark.parametrize("letter", ["confirm", "recover", "move", "moved", "password-changed"])
@pytest.mark.parametrize(
    ("language", "hello", "why"),
    [("fr", "Bonjour <Léa>,", "Vous recevez cet e-mail"), ("en", "Hello <Léa>,", "You receive")],
)
def test_a_letter_says_hello_what_and_why(letter: str, language: str, hello: str, why: str):
    to = Address(email="lea@exemple.test", name="<Léa>", language=language)
    words = written(to, letter, CONTEXT)
    assert "Entraide" in words.subject
    for body in (words.text, words.html):
        assert why in body
        assert "Entraide" in body
        assert "{" not in body.partition("</style>")[2]
    assert hello in words.text
    assert hello.replace("<", "&lt;").replace(">", "&gt;") in words.html
    assert ("http://127.0.0.1:5000/confirmation/x" in words.text) is ("ed" not in letter)
    assert (f'href="http://127.0.0.1:5000{CONTEXT["path"]}"' in words.html) is ("ed" not in letter)
