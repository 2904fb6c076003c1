"""Words as the index keeps them."""

import pytest

from app.search.language.stems import stem_of, stems, words_of

FAMILIES = [
    "association associations associé associés associée associées associe",
    "trésorier trésorière trésoriers trésorières tresoriere TRÉSORIÈRE",
    "année années annee annees",
    "assurance assurances assurer assuré assurée assuree assurées",
    "élu élue élus élues elu elue elus",
    "loi lois",
    "local locaux",
    "général générale généraux générales generale",
    "salarié salariée salariés salariées salarie",
    "employé employée employés emploi emplois",
    "activité activités activite activites",
    "comptable comptables comptabilité comptabilite",
    "jeu jeux",
    "prêt prêter prete",
    "cœur coeur Cœurs",
    "œuvre oeuvre œuvres",
    "fête fêtes fete",
    "règlement règlements reglement",
]
APART = ["an année", "son sonnerie", "compte comptable", "bureau bureautique", "statut statue"]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_has_one_stem(family):
    assert len(set(stems(family))) == 1, stems(family)


@pytest.mark.parametrize("pair", APART)
def test_other_words_stay_apart(pair):
    one, *rest = stems(pair)
    assert one not in rest


@pytest.mark.parametrize("text", ["L’assurance", "l'assurance", "d’assurances", "qu’assurance"])
def test_elided_articles_fall_away(text):
    assert stems(text) == ["assur"]


@pytest.mark.parametrize(
    "text",
    ["une co\u00adopé\u00adra\u00adtive", "une co\u034fopérative", "une coopéra\u2060tive\u00ad"],
    ids=ascii,
)
def test_what_nobody_sees_in_a_word_parts_nothing(text: str):
    (word,) = words_of(text)
    assert word.stem == stem_of("coopérative")
    assert text[word.start : word.end] == text.removeprefix("une ")
    persian = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    assert stems(persian) == stems(persian.replace("\u200c", ""))


def test_what_says_nothing_is_left_out():
    assert stems("Bonjour, est-ce que je peux vous le dire à toutes et à tous ?") == ["dir"]


def test_words_know_where_they_stand():
    text = "Bonjour, l’assurance des fêtes."
    assert [text[word.start : word.end] for word in words_of(text)] == ["assurance", "fêtes"]


@pytest.mark.parametrize(
    "text",
    ["", "  ", "?!", "\u202e\ufeff", "a" * 50_000, "é" * 5_000, "\U0001d51e\U0001d51f", "١٩٠١"],
)
def test_any_text_has_stems(text):
    assert all(len(stem) <= 60 for stem in stems(text))


@pytest.mark.parametrize("word", ["le", "x", "aujourd’hui", "l’", "—"])
def test_a_word_that_says_nothing_or_is_none_is_not_kept(word: str):
    assert stem_of(word) == ""
