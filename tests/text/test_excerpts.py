"""Texts without their marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text import plain, search_text

pytestmark = pytest.mark.no_app


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Un **mot** et *un autre* et `code`", "Un mot et un autre et code"),
        ("## Titre\n\n> cité\n\n- a\n- b\n1. c", "Titre cité a b c"),
        ('[le lien](https://a.fr/x_(y) "titre") ici', "le lien ici"),
        ("[le lien][1]\n\n[1]: https://a.fr", "le lien"),
        ("![une photo](/medias/a.jpg#1x2)", "une photo"),
        ("<https://a.fr> <a@b.fr>", "https://a.fr a@b.fr"),
        ("1<sup>er</sup> mai<br>demain", "1er mai demain"),
        ("<nom> 2 < 3 et 5 * 4 = 20, snake_case", "<nom> 2 < 3 et 5 * 4 = 20, snake_case"),
        ("| A | B |\n|---|:-:|\n| 1 | 2 |", "A B 1 2"),
        ("```python\nx = 1\n```", "x = 1"),
        ("Titre\n===\n\n***\n\ntexte", "Titre texte"),
        (r"\*pas gras\* &eacute; &amp;copy;", "*pas gras* é &copy;"),
    ],
)
def test_only_the_words_remain(typed: str, read: str) -> None:
    assert search_text(typed) == read


def test_an_excerpt_ends_between_two_words() -> None:
    assert plain("Bonjour à toutes, à tous et aux autres", limit=20) == "Bonjour à toutes, à…"
    assert plain("Bonjour à toutes, merci", limit=18) == "Bonjour à toutes…"


def test_a_short_text_is_given_whole() -> None:
    assert plain("**Bonjour** à tous", limit=14) == "Bonjour à tous"


def test_a_word_longer_than_the_excerpt_is_cut() -> None:
    assert plain("a" * 50, limit=10) == "a" * 9 + "…"


@given(st.text(max_size=400), st.integers(min_value=1, max_value=60))
def test_an_excerpt_is_never_longer_than_asked(typed: str, limit: int) -> None:
    excerpt = plain(typed, limit=limit)
    assert len(excerpt) <= limit
    assert "\n" not in excerpt


def test_an_excerpt_of_a_long_text_says_that_there_is_more() -> None:
    assert plain("mot " * 4_000, limit=100).endswith("mot…")
