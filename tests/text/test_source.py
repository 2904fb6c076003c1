"""What is typed is stored in one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text import normalise
from tests.text.timing import grows_gently

pytestmark = pytest.mark.no_app

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=200)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("a\r\nb\rc\n", "a\nb\nc"),
        ("a\u2028b\u0085c", "a\nb\nc"),
        ("  a  \n\n b\t\n", "  a\n\n b"),
        ("\n\na", "a"),
        ("a\x00b\x07c\x1b[0m\x7f", "abc[0m"),
        ("a\tb", "a\tb"),
        ("e\u0301te\u0301", "été"),
        ("abc\u202edef\u2066ghi\ufeff", "abcdefghi"),
        ("\ud83d\ude00", "\U0001f600"),
        ("a\ud83db", "a\ufffdb"),
        ("👩\u200d👩\u200d👧 \u200e", "👩\u200d👩\u200d👧 \u200e"),
        (" \n\t\n ", ""),
    ],
)
def test_a_text_is_stored_in_one_spelling(typed: str, stored: str) -> None:
    assert normalise(typed) == stored


@given(ANY_TEXT)
def test_normalising_twice_changes_nothing(typed: str) -> None:
    once = normalise(typed)
    assert normalise(once) == once


@given(ANY_TEXT)
def test_every_normalised_text_can_be_written_to_a_database(typed: str) -> None:
    assert "\x00" not in normalise(typed)
    normalise(typed).encode()


def test_a_letter_keeps_its_accents_but_not_twenty_thousand() -> None:
    letter = "a" + "\u0345\u0334" * 10_000
    assert len(normalise(letter)) <= 31
    assert grows_gently(normalise, letter)
