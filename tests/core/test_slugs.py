"""Words fit for an address."""

import pytest

from app.core.slugs import slug_of

pytestmark = pytest.mark.no_app


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("L’assurance de la fête : laquelle ?", "l-assurance-de-la-fete-laquelle"),
        ("Un cœur à l'Œuvre", "un-coeur-a-l-oeuvre"),
        ("Łukasz Søren à Ærø", "lukasz-soren-a-aero"),
        ("Кто поможет? 2026", "2026"),
        ("Кто поможет?", ""),
        ("助けて", ""),
        ("?!", ""),
    ],
)
def test_a_title_becomes_words_of_an_address(title, slug):
    assert slug_of(title) == slug


@pytest.mark.parametrize(("title", "slug"), [("un mot puis", "un-mot"), ("bénévolats", "benevola")])
def test_an_address_ends_with_a_word_where_it_can(title, slug):
    assert slug_of(title, limit=8) == slug
