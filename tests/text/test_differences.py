"""What changed between two versions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text import DiffSpan, difference
from tests.text.hostile import HOSTILE
from tests.text.timing import in_time

pytestmark = pytest.mark.no_app

FEW_WORDS = st.lists(st.sampled_from(["a ", "b ", "c", " ", "\n", "d\n"]), max_size=40).map("".join)


def rebuilt(spans: tuple[DiffSpan, ...], *, without: str) -> str:
    """Return the text the spans make up without those of a kind."""
    return "".join(span.text for span in spans if span.kind != without)


def test_a_difference_shows_the_words_that_came_and_went() -> None:
    old = "Bonjour,\nje cherche une salle.\nMerci"
    new = "Bonjour,\nje cherche une grande salle !\nMerci"
    assert difference(old, new) == (
        DiffSpan("same", "Bonjour,\nje cherche une"),
        DiffSpan("removed", " salle."),
        DiffSpan("added", " grande salle !"),
        DiffSpan("same", "\nMerci"),
    )


def test_an_equal_text_is_one_span() -> None:
    assert difference("a\nb", "a\nb") == (DiffSpan("same", "a\nb"),)
    assert difference("", "") == ()


@given(FEW_WORDS, FEW_WORDS)
def test_both_texts_can_be_read_from_their_difference(old: str, new: str) -> None:
    spans = difference(old, new)
    assert rebuilt(spans, without="added") == old
    assert rebuilt(spans, without="removed") == new


def test_a_small_change_in_a_long_text_is_found_exactly() -> None:
    lines = [f"La ligne {n} du texte, avec quelques mots." for n in range(450)]
    changed = [*lines[:200], "La ligne 200 du texte, avec trois mots.", *lines[201:]]
    spans = difference("\n".join(lines), "\n".join(changed))
    assert [(span.kind, span.text) for span in spans if span.kind != "same"] == [
        ("removed", " quelques"),
        ("added", " trois"),
    ]


@pytest.mark.parametrize("name", HOSTILE)
def test_any_two_texts_are_compared_in_time(name: str) -> None:
    old, new = HOSTILE[name], HOSTILE[name][::-1].replace("a", "b ")[:20_000]
    results: list[tuple[DiffSpan, ...]] = []
    assert in_time(lambda: results.append(difference(old, new)), seconds=0.5)
    spans = results[-1]
    assert rebuilt(spans, without="added") == old
    assert rebuilt(spans, without="removed") == new
