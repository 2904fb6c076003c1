"""Every sentence has its French, with its typography, and no French is left over."""

import re

import pytest

from app.core import i18n
from tests.sentences import sentences, untranslated

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
    known = i18n.catalogue("fr").keys()
    assert known - sentences().keys() == set()


def test_translations_keep_the_gaps_of_their_sentence():
    for (_context, english), forms in i18n.catalogue("fr").items():
        for french in forms:
            assert set(_GAP.findall(french)) <= set(_GAP.findall(english)) | {"count"}, english


def test_french_has_its_typography():
    wrong = [
        (rule, french)
        for forms in i18n.catalogue("fr").values()
        for french in forms
        for pattern, rule in _TYPOGRAPHY
        if pattern.search(re.sub(r"https?://\S+", "", french))
    ]
    assert wrong == []


def test_no_sentence_points_by_a_direction():
    """A sentence is shown in more places than it was written for: it names what it means."""
    said = {one for _context, one in sentences()} | {
        french for forms in i18n.catalogue("fr").values() for french in forms
    }
    pointing = {one for one in said if _DIRECTION.search(one)} - _COUNTED_IN_ONE_LIST
    assert pointing == set()
