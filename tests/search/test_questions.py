"""Questions as people type them: acronyms, everyday words, slips."""

import pytest
from flask import Flask

from app.core.viewer import GUEST
from app.search import queries as search
from app.search.index.word_counts import learn
from app.search.language.synonyms import OWN_FILE
from tests.factories.search import make_entry
from tests.registry import providing
from tests.search.circles import CIRCLE, circles
from tests.search.community import ASKED, answers, settle


@pytest.mark.parametrize("typed", ASKED)
def test_what_people_type_finds_what_they_mean(typed: str):
    refs = settle()
    assert answers(typed)[0] == refs[ASKED[typed]]


@pytest.mark.parametrize("spelt", ["audio-guide", "audioguide", "audio guide"])
@pytest.mark.parametrize("typed", ["audio-guide", "audioguide", "audio guide"])
def test_one_word_two_or_a_hyphen_are_the_same(spelt: str, typed: str):
    settle()
    ref = make_entry(title=f"Un {spelt} pour la visite du bourg")
    learn()
    found = search.find(typed, viewer=GUEST)
    assert found.page.items[0].ref == ref
    assert any(span.is_hit for span in found.page.items[0].title)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("adn", "Les empreintes génétiques sont conservées."),
        ("les flics", "Un policier est venu samedi."),
        ("téléconsultation", "La télémédecine et ses règles."),
        ("chèque en bois", "Un chèque sans provision."),
        ("la nounou", "Une assistante maternelle."),
    ],
)
def test_everyday_words_meet_the_official_ones(typed: str, text: str):
    ref = make_entry(text=text)
    make_entry(text="Autre chose.")
    learn()
    assert answers(typed) == [ref]


def test_a_word_that_was_taken_for_another_is_said():
    settle()
    found = search.find("demande de subvnetion", viewer=GUEST)
    assert found.read_as == (("subvnetion", "subvention"),)


def test_a_word_of_another_audience_is_never_given_away_as_a_correction(app: Flask):
    settle()
    make_entry(title="Hermine", text="La zibeline de Philomène", audience=CIRCLE)
    learn()
    stranger = search.find("zibelinne quorum", viewer=GUEST)
    with providing(app, circles(CIRCLE)):
        member = search.find("zibelinne quorum", viewer=GUEST)
    assert stranger.read_as == ()
    assert member.read_as == (("zibelinne", "zibeline"),)


@pytest.mark.parametrize("typed", ["où", "à", "Comment ?", "quand pourquoi", "y a ?"])
def test_words_that_stand_everywhere_are_said(typed: str):
    settle()
    found = search.find(typed, viewer=GUEST)
    assert found.page.items == ()
    assert found.too_common == tuple(word.strip(" ?") for word in typed.rstrip(" ?").split())


@pytest.mark.parametrize("typed", ["comment faire pour ça", "xyzzy qwertz plugh"])
def test_a_question_of_three_words_is_never_answered_by_an_empty_page(typed: str):
    settle()
    found = search.find(typed, viewer=GUEST)
    assert found.is_nothing
    assert found.page.items


def test_a_site_adds_words_of_its_own(app: Flask):
    refs = settle()
    own = app.config["SETTINGS"].data_dir / OWN_FILE
    assert search.find("barbecul", viewer=GUEST).page.items == ()
    own.write_text("# la fête d’ici\nbarbecul = fête du quartier\nseul\n", encoding="utf-8")
    try:
        assert answers("barbecul") == [refs[2]]
        result = app.test_cli_runner().invoke(args=["search", "words"])
    finally:
        own.unlink()
    assert result.exit_code == 1
    assert f"{own}:3:" in result.output


@pytest.mark.parametrize(
    "typed",
    [
        "fête " * 4000,
        " ".join(f"mot{number}" for number in range(1000)),
        '"' * 20_000,
        "fête OR NEAR(quorum*) AND -title_words:x ^a",
        "%_%" * 5000,
        "fête\0quorum",
        "🎉" * 10_000,
        "a" * 20_000,
        "e-" * 10_000,
        "é" * 10_000,
        "A." * 10_000,
    ],
)
def test_any_length_of_question_is_bounded(typed: str, queries):
    settle()
    with queries(at_most=30):
        search.find(typed, viewer=GUEST)
        search.similar(typed, viewer=GUEST)
