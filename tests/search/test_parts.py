"""Where candidates come from, before any database is asked."""

import pytest

from app.search.ranking.parts import parts
from app.search.shapes import Option, Question, Term

pytestmark = pytest.mark.no_app
ALL = 10_000


def _asked(**counts: int) -> Question:
    """Return a question for words that stand in so many entries each, the rarer telling more."""
    told = {word: float(ALL - count) for word, count in counts.items()}
    terms = tuple(
        Term(typed=word, stems=(word,), weight=told[word], options=(option,))
        for word, count in counts.items()
        for option in [Option((word,), told[word], count)]
    )
    return Question(terms=terms, entry_total=ALL, newest_id=ALL)


def _texts(asked: Question) -> list[str]:
    """Return what is looked for in texts: "a b" for both words."""
    return [
        " ".join(either[0][0] for either in part.sought)
        for part in parts(asked)
        if not part.in_title
    ]


def test_common_words_are_looked_for_together_and_then_fewer_of_them():
    asked = _asked(a=1000, b=1100, c=1200)
    assert _texts(asked) == ["a b c", "a b", "a c", "b c", "a"]


def test_what_comes_after_enough_is_not_looked_for():
    assert _texts(_asked(a=4000, b=5000)) == ["a b"]
    assert _texts(_asked(a=1000, b=1000)) == ["a b", "a"]


def test_all_that_a_rare_word_stands_in_is_looked_for_and_a_common_one_only_beside_it():
    assert _texts(_asked(rare=300, common=4000)) == ["rare", "common rare"]


def test_every_word_is_looked_for_in_titles():
    in_title = [part.sought[0][0][0] for part in parts(_asked(a=300, b=4000)) if part.in_title]
    assert in_title == ["a", "b"]
