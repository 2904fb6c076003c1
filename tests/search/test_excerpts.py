"""What was looked for, where it stands in a text."""

import pytest

from app.search.language.stems import stems
from app.search.ranking.excerpts import Sought, excerpt, highlighted

LONG = "Rien à dire ici. " * 40 + "La trésorière prête le barnum. " + "Encore des mots. " * 40


def _shown(spans):
    return "".join(f"[{span.text}]" if span.is_hit else span.text for span in spans)


def _sought(typed):
    return Sought(frozenset(stems(typed)))


def test_words_are_marked_whatever_their_ending():
    spans = highlighted("L’assurance des fêtes : assurées <b>", _sought("assurer fête"))
    assert _shown(spans) == "L’[assurance] des [fêtes] : [assurées] <b>"


def test_the_passage_with_most_of_it_is_shown():
    shown = _shown(excerpt(LONG, _sought("barnum trésorier"), length=120))
    assert "[trésorière] prête le [barnum]" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 140


@pytest.mark.parametrize("text", ["", "mot", "x" * 3000, "é" * 3000, "a b " * 2000])
def test_any_text_gives_its_pieces_back(text):
    spans = highlighted(text, _sought("mot a"))
    assert "".join(span.text for span in spans) == text
    assert len(_shown(excerpt(text, _sought("mot"), length=100))) <= 108
