"""What changed between two versions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text import DiffSpan, difference
from app.text.plain.differences import MAX_STEPS, Steps
from tests.text.hostile import HOSTILE
from tests.text.timing import grows_gently

pytestmark = pytest.mark.no_app

FEW_WORDS = st.lists(st.sampled_from(["a ", "b ", "c", " ", "\n", "d\n"]), max_size=40).map("".join)


def rebuilt(spans: tuple[DiffSpan, ...], *, without: str) -> str:
    """Return the text the spans make up without those of a kind."""
    return "".join(span.text for span in spans if span.kind != without)


def rewritten(text: str) -> str:
    """Return a text of which as little as possible stayed in its place."""
    return text[::-1].replace("a", "b ")[:20_000]


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
def test_any_two_texts_are_compared_in_bounded_steps(name: str) -> None:
    old, new = HOSTILE[name], rewritten(HOSTILE[name])
    steps = Steps(MAX_STEPS)
    spans = difference(old, new, steps=steps)
    assert steps.spent <= MAX_STEPS + 3 * (len(old) + len(new))  # what ran over comes on top
    assert rebuilt(spans, without="added") == old
    assert rebuilt(spans, without="removed") == new


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_not_counted_grows_with_the_text_only(name: str) -> None:
    def compare(text: str) -> None:
        difference(text, rewritten(text), steps=Steps(0))

    assert grows_gently(compare, HOSTILE[name])


def test_without_steps_what_differs_counts_as_rewritten() -> None:
    assert difference("un a b deux", "un b a deux", steps=Steps(2)) == (
        DiffSpan("same", "un"),
        DiffSpan("removed", " a b"),
        DiffSpan("added", " b a"),
        DiffSpan("same", " deux"),
    )
