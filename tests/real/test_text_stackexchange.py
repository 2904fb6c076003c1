"""Real posts of a question-and-answer site: do their readers see the same words here?"""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from defusedxml import ElementTree

from app.text import normalise, render, search_text
from tests.real.data import real
from tests.text.safety import assert_safe, text_of

pytestmark = pytest.mark.no_app

LAST_TEXTS = {"2", "5", "8"}
"""Kinds of history rows that hold a post's text: first, edited, rolled back."""

FOLDER = "qa-stackexchange-conlang-meta"

THEIR_OWN = re.compile(r"(?<!\()https?://\S*stackexchange\.com|\[(?:meta-)?tag:|<(?:a|img) |!\[")
"""What that site shows as something else: its own addresses, tags, links in HTML, pictures."""


def posts() -> Iterator[tuple[str, str]]:
    """Yield the Markdown and the official HTML of every post."""
    sources: dict[str, str] = {}
    for row in ElementTree.parse(real(f"{FOLDER}/PostHistory.xml")).iter("row"):
        if row.get("PostHistoryTypeId") in LAST_TEXTS:
            sources[row.attrib["PostId"]] = row.get("Text", "")
    for row in ElementTree.parse(real(f"{FOLDER}/Posts.xml")).iter("row"):
        if row.attrib["Id"] in sources:
            yield sources[row.attrib["Id"]], row.get("Body", "")


def words(html: str) -> Counter[str]:
    """Return the words a reader sees, counted."""
    return Counter(re.findall(r"\w+", text_of(html).lower()))


def shared(ours: Counter[str], theirs: Counter[str]) -> float:
    """Return which part of all words both have."""
    together = (ours | theirs).total()
    return (ours & theirs).total() / together if together else 1.0


def test_real_posts_show_the_words_their_readers_know() -> None:
    ratios = []
    for source, body in posts():
        rendered = render(source)
        assert_safe(rendered.html)
        assert not rendered.is_plain
        if not THEIR_OWN.search(source):
            ratios.append(shared(words(rendered.html), words(body)))
    assert len(ratios) > 100
    assert sum(ratios) / len(ratios) > 0.99
    assert min(ratios) > 0.9


def test_the_index_holds_the_words_of_real_posts() -> None:
    ratios = []
    for source, body in posts():
        if THEIR_OWN.search(source):
            continue
        indexed = Counter(re.findall(r"\w+", search_text(normalise(source)).lower()))
        ratios.append(shared(indexed, words(body)))
    assert sum(ratios) / len(ratios) > 0.95
