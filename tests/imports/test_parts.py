"""Texts longer than a post may be."""

import pytest

from app.imports.texts.parts import parts_of

pytestmark = pytest.mark.no_app


def test_a_text_that_fits_is_left_whole():
    assert parts_of("Un texte.\n\nEt sa fin.", 100) == ["Un texte.\n\nEt sa fin."]
    assert parts_of("\n\n", 100) == []


@pytest.mark.parametrize("separator", ["\n\n", "\n", " ", ""])
def test_it_is_cut_where_a_reader_would_and_nothing_is_lost(separator):
    text = separator.join(f"morceau{number:04}" for number in range(500))
    parts = parts_of(text, 200)
    assert max(map(len, parts)) <= 200
    assert "".join("".join(parts).split()) == "".join(text.split())
    if separator:
        assert all(part.startswith("morceau") for part in parts)


def test_a_fenced_passage_stays_one_in_both_parts():
    text = "Avant\n\n```\n" + "ligne de code\n" * 50 + "```\n\nAprès"
    parts = parts_of(text, 200)
    assert max(map(len, parts)) <= 200
    assert all(part.count("```") % 2 == 0 for part in parts)
    assert "".join(parts).count("ligne de code") == 50


def test_the_worst_texts_come_to_an_end():
    for text in ("`" * 5_000, "```\n" * 2_000, "~~~\n```\n" * 1_000, " " * 5_000 + "x"):
        parts = parts_of(text, 100)
        assert all(len(part) <= 100 for part in parts)
