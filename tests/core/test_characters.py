"""What characters do: harm, join others, show something, and in which spelling."""

import unicodedata

import pytest

from app.core.characters import (
    composed,
    harms,
    is_joined,
    seen_length,
    shows_nothing,
    without_harm,
)

pytestmark = pytest.mark.no_app
SCOTLAND = "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
NOTHING = (
    "",
    " \t\n",
    "\u200b" * 9,
    "\u3164",  # Hangul filler
    "\u115f\u1160\uffa0",
    "\u2800\u2800",  # braille without a dot
    "\u0301\u0302\u20dd",  # accents of no letter
    "\u200d\u200c\ufe0f",
    "\u00ad\u034f\u061c\u2060\u2064",
    "\U000e0067\U000e007f",
    "\u180e\u17b4\u17b5",
    "\ufeff\x00\x1f",
    "\u00a0\u202f\u3000\u2028",
)
HONEST = (
    "👩\u200d🌾 bénévole",
    "❤\ufe0f\u200d🔥",
    "👨🏽\u200d👩🏽\u200d👧🏽",
    "1\ufe0f\u20e3",
    f"D’Écosse {SCOTLAND}",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "\u0936\u094d\u0930\u0940 \u0915\u094d\u200d\u0937",
    "\u845b\U000e0100\u57ce",
    "\u200f\u05e9\u05dc\u05d5\u05dd\u200f",
    "co\u00adopé\u00adra\u00adtive",
    "\U0001fae9",  # an emoji younger than this Python
    "mots\u00a0: oui",
)
HARMFUL = (
    "a\u202eb",
    "a\u2066b\u2069",
    "a\x00",
    "a\x1b[31m",
    "a\ufeffb",
    "a\ufff9b",
    "a\ufdd0",
    "a\ufffe\uffff",
    "a\U000e0001",
    "a\U000e0067\U000e0062",
)


@pytest.mark.parametrize("text", NOTHING, ids=ascii)
def test_what_nobody_sees_is_nothing(text: str):
    assert shows_nothing(text)


@pytest.mark.parametrize("text", HONEST, ids=ascii)
def test_what_people_write_does_no_harm_and_stays(text: str):
    assert not harms(text)
    assert without_harm(text) == text
    assert composed(text) == unicodedata.normalize("NFC", text)
    assert not shows_nothing(text)


@pytest.mark.parametrize("text", HARMFUL, ids=ascii)
def test_what_changes_the_text_around_it_harms(text: str):
    assert harms(text)
    assert not harms(without_harm(text))
    assert without_harm(text).startswith("a")


def test_what_shows_nothing_of_its_own_is_not_counted():
    assert seen_length(" a\u200b\u200b\u3164b ") == 2
    assert seen_length("\u200b" * 9) == 0


def test_words_have_one_spelling():
    assert composed(unicodedata.normalize("NFD", "trésorière")) == "trésorière"
    assert composed("\ud83d\ude00 \ud800") == "😀 \ufffd"
    assert len(composed("a" + "\u0301" * 20_000)) < 40


@pytest.mark.parametrize(
    ("before", "is_its"), [("❤", True), ("a", True), (" ", False), ("", False)]
)
def test_a_variation_belongs_to_what_stands_before_it(before: str, is_its):
    assert is_joined(f"{before}\ufe0f", len(before)) == is_its
