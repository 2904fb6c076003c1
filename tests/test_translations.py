"""Every sentence has its French, with its typography, and no French is left over."""

import re

import pytest

from tests.sentences import catalogue, catalogues, sentences, translated, untranslated

pytestmark = pytest.mark.no_app
_GAP = re.compile(r"\{(\w+)\}")
_TYPOGRAPHY = (
    (re.compile(r"[^\s\u202f\u00a0?!»][?!;]"), "a narrow no-break space before ? ! ;"),
    (re.compile(r" [?!;:»]"), "a no-break space before ? ! ; : »"),
    (re.compile(r"« "), "a no-break space after «"),
    (re.compile(r"\w'\w"), "a curly apostrophe"),
)

_DIRECTION = re.compile(
    r"\b(below|above|opposite|ci-dess(?:us|ous)|plus (?:haut|bas)|ci-contre|ci-après)\b",
    re.IGNORECASE,
)
_COUNTED_IN_ONE_LIST = {
    "marks of accepted answers, counted above",
    "marques des réponses acceptées, comptées plus haut",
}
"""A report printed at once, in one order."""


def test_every_sentence_has_its_french():
    assert untranslated("fr") == {}


def test_no_french_is_left_over():
    known = translated("fr").keys()
    assert known - sentences().keys() == set()


def test_a_sentence_of_several_rooms_has_one_french():
    french: dict[tuple[object, object], set[object]] = {}
    for path in catalogues("fr"):
        for message in catalogue(path):
            french.setdefault((message.context, message.id), set()).add(message.string)
    assert [sentence for sentence, said in french.items() if sentence[1] and len(said) > 1] == []


def test_all_files_of_a_language_choose_plurals_alike():
    assert len({catalogue(path).plural_forms for path in catalogues("fr")}) == 1


def test_translations_keep_the_gaps_of_their_sentence():
    for (_context, english), forms in translated("fr").items():
        for french in forms:
            assert set(_GAP.findall(french)) <= set(_GAP.findall(english)) | {"count"}, english


def test_french_has_its_typography():
    wrong = [
        (rule, french)
        for forms in translated("fr").values()
        for french in forms
        for pattern, rule in _TYPOGRAPHY
        if pattern.search(re.sub(r"https?://\S+", "", french))
    ]
    assert wrong == []


def test_no_sentence_points_by_a_direction():
    """A sentence is shown in more places than it was written for: it names what it means."""
    said = {one for _context, one in sentences()} | {
        french for forms in translated("fr").values() for french in forms
    }
    pointing = {one for one in said if _DIRECTION.search(one)} - _COUNTED_IN_ONE_LIST
    assert pointing == set()
